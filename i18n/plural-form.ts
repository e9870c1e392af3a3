interface Language { readonly tag: string, readonly forms: readonly string[] }

/** Which of a message's plural forms a count takes, by the rules of CLDR as the browser knows them. */
export function pluralForm({ tag, forms }: Language, count: number): number {
  const rules = cache.get(tag) ?? new Intl.PluralRules(tag)
  cache.set(tag, rules)
  return Math.max(0, forms.indexOf(rules.select(count)))
}

const cache = new Map<string, Intl.PluralRules>()

/**
 * The languages of the app. `code` is the folder of its messages, the value of the cookie and the page's `lang`; `tag` is what Intl is
 * given (Arabic with the digits that the rest of the page has); `forms` are the plural forms in the order in which a message lists them (CLDR's).
 */
export const languages = [
  { code: 'en', tag: 'en-GB', dir: 'ltr', name: 'English', forms: ['one', 'other'] },
  { code: 'de', tag: 'de-DE', dir: 'ltr', name: 'Deutsch', forms: ['one', 'other'] },
  { code: 'ar', tag: 'ar-u-nu-latn', dir: 'rtl', name: 'العربية', forms: ['zero', 'one', 'two', 'few', 'many', 'other'] },
] as const

export type LanguageCode = typeof languages[number]['code']

/** A language as this person writes it: the tag may name their country. */
export type Language = Omit<typeof languages[number], 'tag'> & { readonly tag: string }

/** Where a browser keeps what its person chose. Without it, the browser's own languages decide. */
export const languageCookie = 'driftless-language'

/** How it is read: codes need no decoding, and one that a person or a proxy spoiled must not keep every page from opening. */
export const asWritten = { decode: (value: string) => value }

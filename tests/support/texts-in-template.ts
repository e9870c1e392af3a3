import type { AttributeNode, DirectiveNode, TemplateChildNode } from '@vue/compiler-dom'
import { parse } from '@vue/compiler-sfc'

/** Attributes whose value people see or hear. */
const told = /^(label|title|text|placeholder|summary|hint|who|alt|description|alt-text|aria-label|aria-description|aria-roledescription)$/

/** What a component's template says in words of its own, instead of in those of the message files. */
export function textsInTemplate(source: string): string[] {
  const template = parse(source).descriptor.template?.ast
  return template ? template.children.flatMap(textsIn) : []
}

function textsIn(node: TemplateChildNode): string[] {
  // The numbers are the compiler's NodeTypes, which are a const enum.
  if (node.type === 2) return isWords(node.content) ? [node.content.trim()] : []
  if (node.type === 5) return 'content' in node.content ? quotedIn(String(node.content.content)) : []
  if (node.type !== 1) return []
  return [...node.props.flatMap(attributeTexts), ...node.children.flatMap(textsIn)]
}

function attributeTexts(prop: AttributeNode | DirectiveNode): string[] {
  if (prop.type === 6) return told.test(prop.name) && prop.value && isWords(prop.value.content) ? [prop.value.content] : []
  const [name, value] = [prop.arg, prop.exp]
  if (!name || !value || !('content' in name) || !('content' in value) || !told.test(String(name.content))) return []
  return quotedIn(String(value.content))
}

/** Texts in an expression: they begin with a capital letter or hold a space. Keys of messages do neither. */
function quotedIn(expression: string): string[] {
  return [...expression.matchAll(/(['"`])((?:(?!\1).)*)\1/g)].map(([, , text = '']) => text)
    .filter(text => isWords(text) && (/^\p{Lu}\p{Ll}/u.test(text) || /\p{L} \p{L}/u.test(text.replaceAll(/\$\{[^}]*\}/g, ''))))
}

function isWords(text: string): boolean {
  return /\p{L}{2}/u.test(text.replaceAll(/&\w+;/g, ''))
}

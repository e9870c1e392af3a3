import type { Extension } from '@codemirror/state'
import { SQLite, sql } from '@codemirror/lang-sql'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, Prec } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { basicSetup, EditorView } from 'codemirror'

/** Tables and their columns, for completion. */
export type SqlSchema = Readonly<Record<string, readonly string[]>>

export interface SqlEditorOptions {
  parent: HTMLElement
  text: string
  onChange: (text: string) => void
  /** Ctrl/Cmd+Enter. */
  onRun: () => void
  /** Alt+Up and Alt+Down: -1 is older, 1 is newer. */
  onHistory: (step: -1 | 1) => void
}

export interface SqlEditor {
  setText: (text: string) => void
  setSchema: (schema: SqlSchema) => void
  /** With the cursor at the end. */
  focus: () => void
  destroy: () => void
}

/** A code editor for SQLite's dialect. Loaded when the console is opened, and not before. */
export function createSqlEditor({ parent, text, onChange, onRun, onHistory }: SqlEditorOptions): SqlEditor {
  const language = new Compartment()
  const run = (view: EditorView) => {
    // Suggestions would lie on the answer: they go when the focus does.
    view.contentDOM.blur()
    view.focus()
    onRun()
    return true
  }
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      Prec.highest(keymap.of([
        { key: 'Mod-Enter', run },
        { key: 'Alt-ArrowUp', run: () => (onHistory(-1), true) },
        { key: 'Alt-ArrowDown', run: () => (onHistory(1), true) },
      ])),
      basicSetup,
      language.of(languageWith({})),
      look,
      syntaxHighlighting(colors),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'SQL statement' }),
      EditorView.updateListener.of(update => update.docChanged && onChange(update.state.doc.toString())),
      // Its styles carry the page's nonce, where the content policy asks for one.
      ...nonce ? [EditorView.cspNonce.of(nonce)] : [],
    ],
  })
  return {
    setText(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, selection: { anchor: next.length } })
    },
    setSchema: schema => view.dispatch({ effects: language.reconfigure(languageWith(schema)) }),
    focus() {
      view.dispatch({ selection: { anchor: view.state.doc.length } })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}

function languageWith(schema: SqlSchema): Extension {
  return sql({ dialect: SQLite, schema: Object.fromEntries(Object.entries(schema).map(([table, columns]) => [table, [...columns]])) })
}

const color = (token: string) => `rgb(var(--${token}))`

const look = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'transparent', color: color('ink') },
  '&.cm-focused': { outline: `2px solid ${color('accent')}`, outlineOffset: '-2px' },
  '.cm-content': { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace', minHeight: '96px', caretColor: color('ink'), padding: '10px 0' },
  '.cm-cursor': { borderLeftColor: color('ink') },
  '.cm-gutters': { backgroundColor: 'transparent', color: color('ink-2'), border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: `rgb(var(--hover) / 0.6)` },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: `rgb(var(--accent) / 0.25)` },
  '.cm-tooltip': { backgroundColor: color('raised'), border: `1px solid ${color('line')}`, color: color('ink') },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: color('accent'), color: color('on-accent') },
  '.cm-selectionMatch, .cm-matchingBracket': { backgroundColor: `rgb(var(--accent) / 0.18)` },
})

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: color('hue-violet'), fontWeight: '570' },
  { tag: [tags.string, tags.special(tags.string)], color: color('hue-teal') },
  { tag: [tags.number, tags.bool, tags.null], color: color('hue-blue') },
  { tag: tags.comment, color: color('ink-2'), fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: color('hue-amber') },
])

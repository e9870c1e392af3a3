import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../stack/root.ts'
import { textsInTemplate } from '../../support/texts-in-template.ts'

/** Tools for developers speak English. */
const english = /^components\/inspector\/|^pages\/dev\//
/** Names, which are the same in every language, and what is typed at a prompt. */
const names = new Set(['Driftless', 'npm start'])

const files = globSync(['{components,layouts,pages}/**/*.vue', '*.vue'], { cwd: root }).filter(file => !english.test(file))

test('what people read is in the message files', () => {
  const found = files.flatMap(file => textsInTemplate(readFileSync(join(root, file), 'utf8')).filter(text => !names.has(text)).map(text => `${file}: ${text}`))
  expect(found).toEqual([])
})

test('a text in a template is found wherever it stands', () => {
  const template = `<template><p title="Close it">Hello</p><UiButton :label="open ? 'Hide' : t('a.b')">{{ n }} {{ n ? 'one edit' : t('c.d') }}</UiButton></template>`
  expect(textsInTemplate(template)).toEqual(['Close it', 'Hello', 'Hide', 'one edit'])
})

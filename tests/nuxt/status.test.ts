import type { SyncStatus } from '@powersync/common'
import { expect, test, vi } from 'vitest'
import { phaseOf } from '~/composables/sync/phase'
import { wordsFor } from '~/composables/sync/words'
import { english } from '../support/words'
import { useLists } from '~/composables/useLists'
import { useSyncStatus } from '~/composables/useSyncStatus'
import { openForTest, useInComponent } from './local'

const connected = { connected: true, hasSynced: true } as SyncStatus
const fine = { status: connected, hasAccount: true, isSaving: false, isExpired: false, isOnline: true, isStuck: false, isConfirmed: true, problems: 0 }

test('synced is said when the checkpoint after the last upload came back, and never before', () => {
  expect(phaseOf(fine)).toBe('synced')
  expect(phaseOf({ ...fine, isConfirmed: false })).toBe('sending')
  expect(phaseOf({ ...fine, isSaving: true })).toBe('saving')
  expect(phaseOf({ ...fine, hasAccount: false, isSaving: true })).toBe('saving')
  expect(phaseOf({ ...fine, status: { ...connected, hasSynced: false } as SyncStatus })).toBe('first-sync')
})

test('offline is said when the device has no network and when the server does not answer', () => {
  expect(phaseOf({ ...fine, isOnline: false })).toBe('offline')
  expect(phaseOf({ ...fine, status: { connected: false, downloadError: new Error('refused') } as SyncStatus })).toBe('offline')
  expect(phaseOf({ ...fine, status: { connected: false } as SyncStatus })).toBe('connecting')
})

test('a session that ended, a queue that is stuck and edits that wait for a decision are told', () => {
  expect(phaseOf({ ...fine, isExpired: true })).toBe('signed-out')
  expect(phaseOf({ ...fine, isStuck: true, isConfirmed: false })).toBe('attention')
  expect(phaseOf({ ...fine, problems: 2 })).toBe('attention')
})

test('the words say how many edits are safe where', () => {
  expect(wordsFor('offline', { waiting: 3, problems: 0, isStuck: false }, english.t)).toEqual({ title: 'Offline', detail: '3 edits saved on this device' })
  expect(wordsFor('attention', { waiting: 0, problems: 1, isStuck: false }, english.t)).toEqual({ title: 'Review', detail: '1 edit waits for your decision' })
  expect(wordsFor('signed-out', { waiting: 1, problems: 0, isStuck: false }, english.t).detail).toContain('Sign in to send 1 edit')
})

test('that everything is on this device is said only where it once was', () => {
  const detail = (hasSynced?: boolean) => wordsFor('offline', { waiting: 0, problems: 0, isStuck: false, hasSynced }, english.t).detail
  expect(detail(true)).toBe('Everything is on this device')
  expect(detail(false)).toBe('Not everything is here yet')
  expect(detail()).toBe('Opening your lists')
})

test('edits count from the moment they are made', async () => {
  const { database } = await openForTest()
  const { waiting, phase, create } = await useInComponent(database, () => ({ ...useSyncStatus(), ...useLists() }))
  expect(waiting.value).toBe(0)
  await create({ name: 'Garden' })
  await vi.waitFor(() => expect(waiting.value).toBe(1))
  expect(phase.value).toBe('saved-here')
})

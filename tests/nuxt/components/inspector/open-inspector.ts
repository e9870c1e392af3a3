import type { CommonPowerSyncDatabase } from '@powersync/common'
import InspectorScreen from '~/components/inspector/InspectorScreen.vue'
import { onScreen } from '../on-screen'

/** Opens the Inspector's page on a database, at a tab. */
export async function openInspector(database: CommonPowerSyncDatabase, tab: string, view?: string) {
  return await onScreen(database, InspectorScreen, {}, `/__powersync-inspector?tab=${tab}${view ? `&view=${view}` : ''}`)
}

/** The text of a table's cells, a line each, without the empty ones. */
export function tableLines(label: string): string[][] {
  const table = document.querySelector(`table[aria-label="${label}"]`)
  return [...table?.querySelectorAll('tbody tr') ?? []].map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent.trim()))
}

/** What stands beside a name in a list of facts. */
export function factOf(name: string): string | undefined {
  const term = [...document.querySelectorAll('dt')].find(element => element.textContent.trim() === name)
  return term?.nextElementSibling?.textContent.trim().replace(/\s+/g, ' ')
}

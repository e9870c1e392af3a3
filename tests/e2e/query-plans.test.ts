import type { Browser } from 'playwright-core'
import type { Explained } from '../support/question-plans.ts'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, createList, newUser, signUp, todo } from '../support/app-user.ts'
import { launchChromium } from '../support/browser.ts'
import { exposeDatabase } from '../support/page-database.ts'
import { explainedQuestions, flawsOf } from '../support/question-plans.ts'

const origin = inject('origin')

describe('SQLite in the browser', () => {
  let browser: Browser

  beforeAll(async () => { browser = await launchChromium() })
  afterAll(() => browser?.close())

  it('answers what pages ask from indexes, for a guest and for an account', async () => {
    const questions = await explainedQuestions()
    const user = await newUser(browser, origin, 'Planner')
    await user.page.addInitScript(exposeDatabase)
    await user.page.goto('/app')
    await createList(user, 'Plans')
    await addTodo(user, 'Look at the plans')
    const ofGuest = await user.page.evaluate(explain, questions)
    expect(Object.keys(ofGuest)).toHaveLength(questions.length)
    expect(Object.values(ofGuest).flat().join()).toContain('ps_data_local__todos__by_list')
    expect(flawsOf(ofGuest)).toEqual([])

    await signUp(user)
    await user.page.waitForURL('**/app**')
    await user.page.getByRole('link', { name: /Plans/ }).first().click()
    await todo(user, 'Look at the plans').waitFor()
    const ofAccount = await user.page.evaluate(explain, questions)
    expect(Object.values(ofAccount).flat().join()).toContain('ps_data__todos__by_list')
    expect(flawsOf(ofAccount)).toEqual([])
  })
})

/** Runs in the page. */
async function explain(questions: readonly Explained[]): Promise<Record<string, string[]>> {
  const plans: Record<string, string[]> = {}
  for (const { name, sql, parameters } of questions) {
    const steps = await window.localDatabase().getAll<{ detail: string }>(sql, [...parameters])
    plans[name] = steps.map(({ detail }) => detail)
  }
  return plans
}

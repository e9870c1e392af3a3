import type { Person } from '../../../tests/support/person.ts'
import type { Question } from '../../../powersync/questions/question.ts'
import type { Add, PaintOptions } from '../paint.ts'
import type { Browser } from './browser.ts'
import { packed } from '../../../composables/sync/packed-rows.ts'
import { searchPatterns } from '../../../powersync/queries/search.ts'
import { dueAfter, dueUntil } from '../../../powersync/questions/agenda.ts'
import { todosIn } from '../../../powersync/questions/board.ts'
import { trashedTodos } from '../../../powersync/questions/put-away.ts'
import { matchingTodos } from '../../../powersync/questions/search.ts'
import { agendaCountsOf, listsOf } from '../../../powersync/questions/shell.ts'

/** What the pages ask the database, as they ask it, with nothing else to do there. The first answer is of a page that was just opened. */
export async function measureQuestions(browser: Browser, path: string, { id: me }: Person, { times }: PaintOptions, add: Add): Promise<void> {
  const page = await browser.open(path)
  await page.locator('[data-todo-row]').first().waitFor()
  for (const [name, { sql, parameters }] of Object.entries(questions(me, path.slice(path.lastIndexOf('/') + 1)))) {
    const runs = await page.evaluate(async ({ text, values, count }) => {
      const database = window.localDatabase()
      const taken: number[] = []
      for (let at = 0; at < count; at++) {
        const begun = performance.now()
        await database.getAll(text, [...values])
        taken.push(performance.now() - begun)
      }
      return taken
    }, { text: packed(sql)?.sql ?? sql, values: parameters, count: times })
    add(`the question: ${name}`, 'ms', runs)
  }
  await page.close()
}

function questions(me: string, list: string): Record<string, Question<unknown>> {
  const today = new Date().toISOString().slice(0, 10)
  const search = (words: string) => {
    const { first, others, beginning } = searchPatterns(words)
    return matchingTodos(me, first, others, beginning)
  }
  return {
    'a short list': todosIn(list),
    'the lists and their counts': listsOf(me),
    'how much is due': agendaCountsOf(me, today),
    'today': dueUntil(me, today),
    'upcoming': dueAfter(me, today),
    'the trash': trashedTodos(me),
    'a search that finds nearly all': search('todo'),
    'a search that finds nothing': search('xylophone'),
  }
}

import type { LanguageCode } from '../../../i18n/languages.ts'
import type { World } from './world.ts'
import { languageCookie } from '../../../i18n/languages.ts'
import { anotherDevice } from '../../support/app-sharing.ts'
import { todo } from '../../support/app-user.ts'
import { wordsIn } from '../../support/words.ts'
import { desk } from './camera.ts'
import { newcomer, visit } from './world.ts'

export const german = (world: World): Promise<void> => mainScreens(world, 'de')
export const arabic = (world: World): Promise<void> => mainScreens(world, 'ar')

async function mainScreens(world: World, language: LanguageCode) {
  const { t } = wordsIn(language)
  const cookie = { name: languageCookie, value: language, url: world.stack.url }
  const shoot = (name: string) => world.shoot(mina.page, `${language}-${name}`)

  const visitor = await newcomer(world)
  await visitor.context.addCookies([cookie])
  for (const [name, path] of [['front', '/'], ['sign-up', '/sign-up']] as const) {
    await visit(visitor, path)
    await world.shoot(visitor.page, `${language}-${name}`)
  }
  await visitor.context.close()

  const mina = await anotherDevice(world.browser, world.stack.url, world.mina)
  await mina.context.addCookies([cookie])
  await mina.page.setViewportSize(desk)
  await visit(mina, `/app/lists/${world.listId}`, 'Playlist for the drive')
  await shoot('list')
  await mina.page.keyboard.press('Control+k')
  await mina.page.getByRole('dialog').getByRole('option').first().waitFor()
  await shoot('palette')
  await mina.page.keyboard.press('Escape')
  await todo(mina, 'Book the ferry for Friday evening').click({ position: { x: 300, y: 40 } })
  await mina.page.getByRole('complementary', { name: t('todo.details') }).waitFor()
  await shoot('details')
  await mina.page.getByRole('button', { name: t('todo.closeDetails') }).click()
  for (const title of ['Firewood: two bags, dry this time', 'Menu for Saturday']) {
    await todo(mina, title).click({ modifiers: ['ControlOrMeta'], position: { x: 300, y: 12 } })
  }
  await mina.page.getByRole('toolbar', { name: t('todo.selectedTodos') }).waitFor()
  await shoot('selection')
  await visit(mina, '/app/today', 'Book the ferry for Friday evening')
  await shoot('today')
  await visit(mina, '/app/settings')
  await mina.page.getByText(t('account.inUse')).waitFor()
  await shoot('settings')
  await visit(mina, '/app/review', t('sync.nothingToReview'))
  await shoot('review')
  await visit(mina, `/app/lists/${world.listId}`, 'Playlist for the drive')
  await mina.page.getByRole('button', { name: t('list.share'), exact: true }).click()
  await mina.page.getByRole('button', { name: t('share.makeLink') }).click()
  await mina.page.getByLabel(t('share.invitationLink')).waitFor()
  await shoot('share')
  await mina.context.close()
}

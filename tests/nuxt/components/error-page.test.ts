import { mountSuspended } from '@nuxt/test-utils/runtime'
import { expect, test } from 'vitest'
import { createError } from '#imports'
import ErrorPage from '~/error.vue'

const shown = (statusCode: number) => mountSuspended(ErrorPage, { props: { error: createError({ statusCode, message: 'Cannot read properties of null' }) } })

test('what went wrong is said in plain words, and a page is loaded anew by links that need nothing of the app', async () => {
  const page = await shown(500)
  expect(page.get('h1').text()).toBe('Something went wrong on our side')
  expect(page.text()).toContain('Your lists and edits are safe on your device')
  expect(page.get('button').text()).toBe('Try again')
  expect(page.findAll('a').map(link => [link.attributes('href'), link.text()])).toEqual([['/app', 'Go to your lists'], ['/', 'Front page']])
  expect(page.text()).not.toMatch(/500|null/)
})

test('an address with nothing at it says so, and there is nothing to try again', async () => {
  const page = await shown(404)
  expect(page.get('h1').text()).toBe('There is nothing at this address')
  expect(page.find('button').exists()).toBe(false)
})

/** Draws public/icons from the logo, and the store pictures of public/screenshots from docs/screenshots. `npm run icons` */
import type { Page } from 'playwright-core'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium } from '../support/browser.ts'

const root = join(import.meta.dirname, '..', '..')
const accent = '#0f766e'
const drop = '<path d="M-1 17.2 C5 16.4 8.5 12.6 12 11.9 C15.5 11.2 19 8.4 25 6.8" fill="none" stroke="#fff" stroke-width="1.9"/>'
const plus = '<path d="M12 5v14M5 12h14" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/>'
const sun = '<circle cx="12" cy="12" r="4" fill="none" stroke="#fff" stroke-width="2"/><path d="M12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4" stroke="#fff" stroke-width="2" stroke-linecap="round"/>'

/** `round`: corners of its own. The others fill the square, of which a system cuts what it likes; what matters lies within the middle 80 %. */
const icons = [
  { name: 'any-192', size: 192, mark: drop, round: true },
  { name: 'any-512', size: 512, mark: drop, round: true },
  { name: 'maskable-192', size: 192, mark: drop },
  { name: 'maskable-512', size: 512, mark: drop },
  { name: 'apple-180', size: 180, mark: drop },
  { name: 'add-96', size: 96, mark: plus, round: true, inset: 5 },
  { name: 'today-96', size: 96, mark: sun, round: true, inset: 5 },
]

const browser = await launchChromium()
try {
  const page = await browser.newPage()
  for (const folder of ['icons', 'screenshots']) await mkdir(join(root, 'public', folder), { recursive: true })
  for (const icon of icons) await draw(page, icon)
  await fit(page, 'list-full-light-1440', 'wide', { width: 1280, height: 800 })
  await fit(page, 'list-full-light-390', 'narrow', { width: 390, height: 844 })
}
finally {
  await browser.close()
}

async function draw(page: Page, { name, size, mark, round = false, inset = 0 }: { name: string, size: number, mark: string, round?: boolean, inset?: number }) {
  const side = 24 + 2 * inset
  const corner = round ? side * 7 / 24 : 0
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>
    <svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${-inset} ${-inset} ${side} ${side}">
      <clipPath id="c"><rect x="${-inset}" y="${-inset}" width="${side}" height="${side}" rx="${corner}"/></clipPath>
      <g clip-path="url(#c)"><rect x="${-inset}" y="${-inset}" width="${side}" height="${side}" fill="${accent}"/>${mark}</g>
    </svg>`)
  await page.screenshot({ path: join(root, 'public', 'icons', `${name}.png`), omitBackground: true })
}

async function fit(page: Page, from: string, to: string, size: { width: number, height: number }) {
  const picture = await readFile(join(root, 'docs', 'screenshots', `${from}.png`), 'base64')
  await page.setViewportSize(size)
  await page.setContent(`<style>body{margin:0}img{display:block;width:${size.width}px}</style><img src="data:image/png;base64,${picture}">`)
  await page.screenshot({ path: join(root, 'public', 'screenshots', `${to}.png`) })
}

import { createError, defineEventHandler, setResponseHeader } from 'h3'
import { environment } from '../../environment.ts'
import { outbox } from '../../mail/outbox.ts'

/** In development: the mails that would have been sent. */
export default defineEventHandler((event) => {
  if (!environment.isDevelopment) throw createError({ statusCode: 404 })
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  const mails = outbox().map(mail => `<article><h2>${escape(mail.subject)}</h2><p>to ${escape(mail.to)}, ${mail.at.toISOString()}</p><pre>${linked(mail.text)}</pre></article>`)
  return `<!doctype html><html lang="en"><title>Mail</title><h1>Mail that would have been sent</h1>${mails.join('') || '<p>None since the server started.</p>'}</html>`
})

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function linked(text: string): string {
  return escape(text).replaceAll(/https?:\/\/\S+/g, url => `<a href="${url}">${url}</a>`)
}

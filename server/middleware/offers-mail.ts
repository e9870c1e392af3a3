import { defineEventHandler } from 'h3'
import { findMailer } from '../mail/mailer.ts'

/** Tells the pages whether this server can send mail, so that nothing is offered that needs it and cannot be done. */
export default defineEventHandler((event) => {
  event.context.offersMail = findMailer() !== undefined
})

import type { Ref } from 'vue'
import { useRequestEvent, useState } from '#imports'

/** Whether the server can send mail (server/middleware/offers-mail.ts). It comes with the page: `plugins/offers-mail.server.ts` asks on every one. */
export function useOffersMail(): Ref<boolean> {
  return useState('offers-mail', () => useRequestEvent()?.context.offersMail === true)
}

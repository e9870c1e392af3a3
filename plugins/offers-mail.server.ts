import { defineNuxtPlugin } from '#imports'
import { useOffersMail } from '~/composables/useOffersMail'

/** On every page, because the browser goes from one to the next without asking the server again. */
export default defineNuxtPlugin({
  name: 'driftless:offers-mail',
  setup() {
    useOffersMail()
  },
})

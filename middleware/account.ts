import { defineNuxtRouteMiddleware, navigateTo, useNuxtApp } from '#imports'
import { rememberedAccount } from '~/composables/account/remembered-account'

/** For pages that need an account. The server renders their shell for everyone; the browser knows who is there. */
export default defineNuxtRouteMiddleware((to) => {
  if (import.meta.server) return
  if (useNuxtApp().$account.account.value ?? rememberedAccount()) return
  return navigateTo({ path: '/sign-in', query: { next: to.fullPath } })
})

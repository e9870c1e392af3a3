import type { Component } from 'vue'
import type { AgendaView } from '~/powersync/queries/agenda'

import { CalendarDays, Sun, UserRoundCheck } from '@lucide/vue'

/** The pages over all lists, in the order in which they are shown. What they are called is in the messages (`agenda.today`, …). */
export const agendaPages: Record<AgendaView, { path: string, icon: Component }> = {
  today: { path: '/app/today', icon: Sun },
  upcoming: { path: '/app/upcoming', icon: CalendarDays },
  assigned: { path: '/app/assigned', icon: UserRoundCheck },
}

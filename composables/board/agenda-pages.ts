import type { Component } from 'vue'
import type { AgendaView } from '~/powersync/queries/agenda'

import { CalendarDays, Sun, UserRoundCheck } from '@lucide/vue'

interface AgendaPage {
  title: string
  path: string
  icon: Component
  summary: (count: number) => string
  empty: { title: string, text: string }
}

/** The pages over all lists, in the order in which they are shown. */
export const agendaPages: Record<AgendaView, AgendaPage> = {
  today: {
    title: 'Today',
    path: '/app/today',
    icon: Sun,
    summary: count => count ? `${todosOf(count)} due today or late` : 'Nothing due',
    empty: { title: 'Nothing due today', text: 'Todos with today’s date, and late ones, appear here from all of your lists.' },
  },
  upcoming: {
    title: 'Upcoming',
    path: '/app/upcoming',
    icon: CalendarDays,
    summary: count => count ? `${todosOf(count)} with a day to come` : 'Nothing planned',
    empty: { title: 'Nothing planned', text: 'Give a todo a date and it appears here on its day.' },
  },
  assigned: {
    title: 'Assigned to me',
    path: '/app/assigned',
    icon: UserRoundCheck,
    summary: count => count ? `${todosOf(count)} for you, over all lists` : 'Nothing for you',
    empty: { title: 'Nothing is assigned to you', text: 'Todos that you or others give to you appear here.' },
  },
}

function todosOf(count: number): string {
  return count === 1 ? '1 todo' : `${count.toLocaleString('en-GB')} todos`
}

import type { Config } from 'tailwindcss'
import plugin from 'tailwindcss/plugin'

import { hues } from './shared/palette.ts'

/** A token of `assets/css/tokens.css` as a Tailwind colour. */
const token = (name: string) => `rgb(var(--${name}) / <alpha-value>)`

const names = [
  'bg', 'surface', 'raised', 'hover', 'ink', 'ink-2', 'ink-3', 'line', 'line-strong', 'accent', 'accent-hover', 'accent-ink', 'accent-soft', 'row-active',
  'on-accent', 'warn', 'warn-soft', 'danger', 'danger-hover', 'danger-soft', 'on-danger', 'toast', 'on-toast', 'toast-action', 'scrim',
  ...hues.flatMap(hue => [`hue-${hue}`, `hue-${hue}-soft`]),
]

const motion = '140ms cubic-bezier(0.2, 0, 0, 1)'

export default {
  darkMode: 'class',
  content: ['./app.vue', './error.vue', './components/**/*.{vue,ts}', './pages/**/*.vue', './layouts/**/*.vue'],
  // A hue is data: its class names never stand in the source as a whole.
  safelist: hues.flatMap(hue => [`text-hue-${hue}`, `bg-hue-${hue}`, `bg-hue-${hue}-soft`]),
  theme: {
    colors: { transparent: 'transparent', current: 'currentColor', ...Object.fromEntries(names.map(name => [name, token(name)])) },
    fontFamily: {
      sans: ['Inter Variable', 'Inter', 'ui-sans-serif', 'system-ui', 'sans-serif'],
      mono: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'Consolas', 'monospace'],
    },
    // In rem: what a person sets as the size of text in the browser is the size here. From 12 to 44 px where nothing is set.
    fontSize: {
      'xs': ['0.75rem', '1rem'],
      'sm': ['0.8125rem', '1.125rem'],
      'base': ['0.875rem', '1.25rem'],
      'md': ['0.9375rem', '1.375rem'],
      'lg': ['1.0625rem', '1.5rem'],
      'xl': ['1.375rem', '1.75rem'],
      '2xl': ['1.875rem', '2.25rem'],
      '3xl': ['2.75rem', '3.125rem'],
    },
    fontWeight: { normal: '400', medium: '500', strong: '570', semibold: '620', bold: '680' },
    borderRadius: { 'none': '0', 'sm': '4px', 'md': '6px', 'lg': '8px', 'xl': '12px', '2xl': '16px', 'full': '9999px' },
    boxShadow: { none: 'none', float: 'var(--shadow-float)' },
    extend: {
      spacing: { sidebar: 'min(16.5rem, 36vw)', detail: 'min(23.25rem, 36vw)' },
      maxWidth: { measure: '734px', form: '380px', page: '1120px' },
      letterSpacing: { title: '-0.018em', display: '-0.03em' },
      transitionDuration: { DEFAULT: '140ms' },
      transitionTimingFunction: { DEFAULT: 'cubic-bezier(0.2, 0, 0, 1)' },
      keyframes: {
        'fade-in': { from: { opacity: '0' } },
        'fade-out': { to: { opacity: '0' } },
        'pop-in': { from: { opacity: '0', transform: 'scale(0.97)' } },
        'rise-in': { from: { opacity: '0', transform: 'translateY(12px)' } },
        'rise-out': { to: { opacity: '0', transform: 'translateY(12px)' } },
        'check': { '0%': { transform: 'scale(0.8)' }, '60%': { transform: 'scale(1.12)' }, '100%': { transform: 'scale(1)' } },
        'breathe': { '50%': { opacity: '0.5' } },
      },
      animation: {
        'fade-in': `fade-in ${motion}`,
        'fade-out': `fade-out ${motion} forwards`,
        'pop-in': `pop-in ${motion}`,
        'rise-in': `rise-in ${motion}`,
        'rise-out': `rise-out ${motion} forwards`,
        'check': 'check 220ms cubic-bezier(0.2, 0, 0, 1)',
        'breathe': 'breathe 1.6s ease-in-out infinite',
      },
    },
  },
  plugins: [
    plugin(({ addVariant, addUtilities }) => {
      addUtilities({ '.pb-safe': { 'padding-bottom': 'env(safe-area-inset-bottom)' }, '.pt-safe': { 'padding-top': 'env(safe-area-inset-top)' } })
      addVariant('coarse', '@media (pointer: coarse)')
      addVariant('fine', '@media (pointer: fine)')
      // A phone on which text is twice as large, as the browser is zoomed or as its own size of text is set (that is what a rem is here).
      addVariant('tight', '@media (width < 19rem)')
    }),
  ],
} satisfies Config

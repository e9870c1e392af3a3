/** The list hues of the design, by name; the colours themselves are tokens in `assets/css/tokens.css`. */
export const hues = ['teal', 'amber', 'blue', 'violet', 'rose'] as const

export type Hue = typeof hues[number]

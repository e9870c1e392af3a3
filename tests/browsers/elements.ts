/** XPaths of what a person sees, by its text. */
export const button = (name: string) => `//button[normalize-space()="${name}" or @aria-label="${name}"]`
export const link = (name: string) => `//a[contains(normalize-space(), "${name}")]`
export const heading = (name: string) => `//h1[contains(normalize-space(), "${name}")]`
export const field = (label: string) => `//input[@id = //label[normalize-space()="${label}"]/@for or @aria-label="${label}"] | //textarea[@id = //label[normalize-space()="${label}"]/@for or @aria-label="${label}"]`
export const todo = (title: string) => `//*[@data-todo-row][.//*[@role="checkbox" and @aria-label="${title}"]]`
export const text = (words: string) => `//*[contains(text(), "${words}")]`

import type { ManifestOptions } from 'vite-plugin-pwa'

/** What a system shows and does when the app is installed. Names and colours as in assets/css/main.css; pictures by `npm run icons`. */
export const appManifest: Partial<ManifestOptions> = {
  // Its identity: an installed app stays the same one when its first page moves.
  id: '/',
  scope: '/',
  start_url: '/app',
  name: 'Driftless',
  short_name: 'Driftless',
  description: 'Shared task lists that keep working when the network does not.',
  lang: 'en',
  display: 'standalone',
  // Taken while the window opens; after that the page's own theme-color tags follow the scheme.
  theme_color: '#f7f7f5',
  background_color: '#f7f7f5',
  categories: ['productivity'],
  icons: [
    { src: '/icons/any-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/any-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [
    { name: 'Add a todo', url: '/app/inbox?add', icons: [{ src: '/icons/add-96.png', sizes: '96x96', type: 'image/png' }] },
    { name: 'Today', url: '/app/today', icons: [{ src: '/icons/today-96.png', sizes: '96x96', type: 'image/png' }] },
  ],
  screenshots: [
    { src: '/screenshots/wide.png', sizes: '1280x800', type: 'image/png', form_factor: 'wide', label: 'A list with its todos' },
    { src: '/screenshots/narrow.png', sizes: '390x844', type: 'image/png', form_factor: 'narrow', label: 'A list on a phone' },
  ],
}

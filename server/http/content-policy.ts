import { createHash } from 'node:crypto'

export interface PolicyOptions {
  /** What allows the page's inline scripts: `'nonce-…'` or hashes. */
  readonly inlineScripts: readonly string[]
  /** A sync service under another origin. */
  readonly syncOrigin?: string | undefined
}

/**
 * What a page of ours may load and run. Scripts: our own files and the inline ones that are named (Nuxt's settings, the colour
 * mode's script, which runs before the first paint); WebAssembly, for SQLite. Styles: inline too, since Vue binds `style` attributes and
 * Reka UI positions with them; a style cannot run code and every other source is closed. Workers: SQLite's may start from a blob.
 */
export function contentPolicy({ inlineScripts, syncOrigin }: PolicyOptions): string {
  const directives: Record<string, readonly (string | undefined)[]> = {
    'default-src': [`'self'`],
    'script-src': [`'self'`, ...inlineScripts, `'wasm-unsafe-eval'`],
    'style-src': [`'self'`, `'unsafe-inline'`],
    'img-src': [`'self'`, 'data:', 'blob:'],
    'media-src': [`'self'`, 'blob:'],
    'font-src': [`'self'`],
    'connect-src': [`'self'`, syncOrigin],
    'worker-src': [`'self'`, 'blob:'],
    'manifest-src': [`'self'`],
    'object-src': [`'none'`],
    'base-uri': [`'none'`],
    'form-action': [`'self'`],
    'frame-ancestors': [`'none'`],
  }
  return Object.entries(directives).map(([name, sources]) => `${name} ${sources.filter(Boolean).join(' ')}`).join('; ')
}

/** Puts the nonce on every script of a rendered page. Nuxt escapes `<` in all data that it writes into one. */
export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(/<script(?=[\s>])/g, `<script nonce="${nonce}"`)
}

/**
 * The hashes of a page's inline scripts, as a policy names them. For the shell, which the service worker keeps with its headers
 * and answers many times over: a nonce must not be used twice. Data blocks are not run and need none.
 */
export function hashesOf(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\s(?:src=|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/g)]
  return scripts.map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
}

/** What every answer says, a file or a page. HSTS only where TLS is in use: it would lock a plain address out. */
export function commonHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}

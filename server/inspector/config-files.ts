import type { ConfigFile, StreamEntry } from '../../shared/inspector/config-report.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isPair, isScalar, parse, parseDocument, visit } from 'yaml'
import { z } from 'zod'

/** Both files as they lie beside the server now, without what is secret in them. */
export async function readConfigFiles(directory = join(process.cwd(), 'powersync')): Promise<ConfigFile[]> {
  return Promise.all(['sync-config.yaml', 'service.yaml'].map(async (name) => {
    const text = await readFile(join(directory, name), 'utf8').catch(() => null)
    return { path: `powersync/${name}`, text: text === null ? null : withoutSecrets(text) }
  }))
}

const secret = /uri|url|password|secret|token|key|certificate|cacert/i

/** Values below keys that could hold a secret are hidden; names of variables (`!env NAME`) are not. */
export function withoutSecrets(text: string): string {
  const document = parseDocument(text, { logLevel: 'error' })
  if (document.errors.length > 0) return 'The file is not YAML, so it is not shown: it could hold secrets.'
  let hidden = false
  visit(document, {
    Scalar(role, scalar, path) {
      const isSecret = path.some(parent => isPair(parent) && isScalar(parent.key) && secret.test(String(parent.key.value)))
      if (!isSecret || role === 'key' || scalar.tag === '!env') return
      hidden = true
      Object.assign(scalar, { value: '(hidden)', type: 'PLAIN', tag: undefined })
    },
  })
  return hidden ? document.toString({ lineWidth: 0 }) : text
}

const streams = z.object({
  streams: z.record(z.string(), z.object({
    auto_subscribe: z.boolean().default(false),
    priority: z.number().optional(),
    query: z.string().optional(),
    queries: z.array(z.string()).default([]),
  })),
})

/** The streams of a sync config; none of one that has none or cannot be read. */
export function streamsOf(text: string | null): StreamEntry[] {
  const { data } = streams.safeParse(text === null ? null : parse(text))
  return Object.entries(data?.streams ?? {}).map(([name, { auto_subscribe: automatic, priority = null, query, queries }]) =>
    ({ name, automatic, priority, queries: query === undefined ? queries : [query, ...queries] }))
}

/**
 * A second build out of the first: every file of it gets another name wherever it is named, the build another id, and the scripts
 * go through `change`. Files of the first are gone, as after a deployment.
 */
export interface Release {
  /** Where the first build has what is asked for; undefined for what only the first had. */
  upstreamPath: (path: string) => string | undefined
  changes: (contentType: string | undefined) => boolean
  text: (body: string, contentType: string) => string
}

export async function nextRelease(upstream: string, change: (script: string) => string): Promise<Release> {
  const worker = await (await fetch(`${upstream}/sw.js`)).text()
  const files = [...new Set([...worker.matchAll(/\/_nuxt\/([\w.-]+)/g)].map(match => match[1] ?? ''))].filter(Boolean)
  const build = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(worker)?.[0]
  if (!build || files.length < 20) throw new Error('The service worker lists no files')
  // The longest first: one name may end another.
  const names = new RegExp(files.toSorted((a, b) => b.length - a.length).map(name => name.replaceAll('.', '\\.')).join('|'), 'g')
  const nextBuild = build.replace(/^.{8}/, '00000002')
  return {
    upstreamPath(path) {
      const name = /^\/_nuxt\/([^?]+)/.exec(path)?.[1]
      if (name === undefined) return path
      return name.startsWith('2-') && files.includes(name.slice(2)) ? `/_nuxt/${name.slice(2)}` : files.includes(name) ? undefined : path
    },
    changes: type => /html|javascript|css/.test(type ?? ''),
    text(body, type) {
      const renamed = body.replaceAll(names, name => `2-${name}`).replaceAll(build, nextBuild)
      return type.includes('javascript') ? change(renamed) : renamed
    },
  }
}

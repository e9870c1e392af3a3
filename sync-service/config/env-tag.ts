import { parseDocument } from 'yaml'
import { ConfigError } from './config-error.ts'

/**
 * Parses the service's YAML with the `!env NAME` tag: the value of an environment variable, as text, or converted with
 * `!env NAME::number` and `!env NAME::boolean`. Throws ConfigError for broken YAML and for variables that are not set.
 */
export function parseServiceYaml(text: string, env: NodeJS.ProcessEnv, source: string): unknown {
  const missing: string[] = []
  const document = parseDocument(text, {
    customTags: [{
      tag: '!env',
      resolve: (expression: string) => {
        const [name = '', type] = expression.split('::')
        const value = env[name]
        if (value === undefined) missing.push(name)
        return convert(value, name, type)
      },
    }],
  })
  const [broken] = document.errors
  if (broken) throw new ConfigError(`${source} is not valid YAML: ${broken.message}`)
  const content: unknown = document.toJS()
  if (missing.length > 0) {
    throw new ConfigError(`${source} refers to environment variables that are not set: ${[...new Set(missing)].join(', ')}. Set them, or write the values into the file.`)
  }
  return content
}

function convert(value: string | undefined, name: string, type: string | undefined): string | number | boolean | undefined {
  if (value === undefined || type === undefined || type === 'string') return value
  if (type === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  throw new ConfigError(`Environment variable ${name} should be a ${type}, but is "${value}".`)
}

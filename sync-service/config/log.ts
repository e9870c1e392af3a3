export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Record<string, unknown>
export type Log = Record<LogLevel, (message: string, fields?: LogFields) => void>

export interface LogOptions {
  level: LogLevel
  format: 'text' | 'json'
  write?: (line: string) => void
}

const ORDER: LogLevel[] = ['debug', 'info', 'warn', 'error']

/** Log lines, one an event: JSON objects, or `LEVEL message key=value`. Lines below `level` are dropped. */
export function createLog({ level, format, write = line => process.stdout.write(line) }: LogOptions): Log {
  const threshold = ORDER.indexOf(level)
  const at = (own: LogLevel) => (message: string, fields: LogFields = {}) => {
    if (ORDER.indexOf(own) < threshold) return
    write(format === 'json' ? jsonLine(own, message, fields) : textLine(own, message, fields))
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function jsonLine(level: LogLevel, message: string, fields: LogFields): string {
  return JSON.stringify({ level, message, timestamp: new Date().toISOString(), ...fields }) + '\n'
}

function textLine(level: LogLevel, message: string, fields: LogFields): string {
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return `${level.padEnd(5)} ${message}${rest.join('')}\n`
}

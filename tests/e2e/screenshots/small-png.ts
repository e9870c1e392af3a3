import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
const mostColors = 256
/** Nearer than this, as the square of a distance in red, green and blue, nobody tells two colours at the edge of a letter apart. */
const sameToTheEye = 60

/**
 * The same picture with at most 256 colours, in a third of the bytes: what is rare, as at the edges of letters, takes the nearest of the frequent colours.
 * Reads what Chromium writes: eight bits a channel, no interlacing (PNG, third edition, 11.2 and 9.2).
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, channels, data } = decode(png)
  const colors = new Uint32Array(width * height)
  for (let index = 0; index < colors.length; index++) colors[index] = data.readUIntBE(index * channels, 3)

  const counts = new Map<number, number>()
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1)
  const palette = paletteOf([...counts].sort((a, b) => b[1] - a[1]), colors.length / 4_000)
  const places = new Map([...counts.keys()].map(color => [color, nearest(palette, color).index]))

  const lines = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) lines[y * (width + 1) + x + 1] = places.get(colors[y * width + x] ?? 0) ?? 0
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(color => [color >> 16, color >> 8 & 255, color & 255]))),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The frequent first. A rare one that is hardly another than those before does without; the steps of a shadow are not rare. */
function paletteOf(counts: readonly [color: number, count: number][], rare: number): number[] {
  const palette: number[] = []
  for (const [color, count] of counts) {
    if (palette.length < mostColors && (count > rare || nearest(palette, color).distance > sameToTheEye)) palette.push(color)
  }
  return palette
}

function nearest(palette: readonly number[], color: number) {
  let [index, least] = [0, Infinity]
  for (const [at, other] of palette.entries()) {
    const distance = ((other >> 16) - (color >> 16)) ** 2 + ((other >> 8 & 255) - (color >> 8 & 255)) ** 2 + ((other & 255) - (color & 255)) ** 2
    if (distance < least) [index, least] = [at, distance]
  }
  return { index, distance: least }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function decode(png: Buffer) {
  const [width, height, depth, type, interlaced] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25], png[28]]
  if (depth !== 8 || (type !== 2 && type !== 6) || interlaced) throw new Error(`Not a picture as Chromium takes it: depth ${depth}, colour type ${type}`)
  const parts: Buffer[] = []
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const channels = type === 6 ? 4 : 3
  return { width, height, channels, data: unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels) }
}

/** Each line says how it was foretold from its neighbours: left, above, their mean, or the likeliest of three. */
function unfilter(lines: Buffer, bytes: number, height: number, channels: number): Buffer {
  const data = Buffer.alloc(bytes * height)
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (bytes + 1)]
    for (let x = 0; x < bytes; x++) {
      const at = y * bytes + x
      const left = x < channels ? 0 : data[at - channels] ?? 0
      const above = y === 0 ? 0 : data[at - bytes] ?? 0
      const corner = x < channels || y === 0 ? 0 : data[at - bytes - channels] ?? 0
      const foretold = filter === 1 ? left : filter === 2 ? above : filter === 3 ? (left + above) >> 1 : filter === 4 ? paeth(left, above, corner) : 0
      data[at] = (lines[y * (bytes + 1) + x + 1] ?? 0) + foretold
    }
  }
  return data
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? above : corner
}

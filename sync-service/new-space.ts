import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/**
 * Fixes the size of V8's space for new objects. Left alone it grows to 48 MB under load and stays there; much smaller, it is collected too
 * often. V8 takes an upper bound only on the command line, so the space is filled until it has grown to the size and then told not to grow.
 */
export function fixNewSpace(bytes: number): void {
  const survivors: object[] = []
  while (sizeOfNewSpace() < bytes) {
    for (let i = 0; i < 1000; i++) survivors.push({ i })
  }
  setFlagsFromString('--semi-space-growth-factor=1')
}

function sizeOfNewSpace(): number {
  return getHeapSpaceStatistics().find(space => space.space_name === 'new_space')?.space_size ?? Infinity
}

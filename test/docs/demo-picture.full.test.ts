// full: takes minutes in a browser
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pictureFile, takeDemoPicture } from './demo-picture.ts'

/** Of an extended WebP file (RFC 9649, 2.7). */
const sizeOf = (webp: Buffer) => ({
  format: webp.toString('latin1', 8, 16),
  width: webp.readUIntLE(24, 3) + 1,
  height: webp.readUIntLE(27, 3) + 1,
})

test('the screenshot of the demo in the README can be reproduced', async () => {
  const kept = sizeOf(readFileSync(pictureFile))
  const taken = sizeOf(await takeDemoPicture())
  expect(taken).toMatchObject({ format: 'WEBPVP8X', width: kept.width })
  // What is above the crop is as high as the fonts of the machine make it.
  expect(Math.abs(taken.height - kept.height)).toBeLessThan(40)
})

// full: takes minutes in a browser
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pictureFile, takeDemoPicture } from './demo-picture.ts'

/** Of a lossy WebP file (RFC 9649, 2.5; RFC 6386, 9.1). */
const sizeOf = (webp: Buffer) => ({
  format: webp.toString('latin1', 8, 16),
  width: webp.readUInt16LE(26) & 0x3f_ff,
  height: webp.readUInt16LE(28) & 0x3f_ff,
})

test('the screenshot of the demo in the README can be reproduced', async () => {
  const kept = sizeOf(readFileSync(pictureFile))
  const taken = sizeOf(await takeDemoPicture())
  expect(taken).toMatchObject({ format: 'WEBPVP8 ', width: kept.width })
  // What is above the crop is as high as the fonts of the machine make it.
  expect(Math.abs(taken.height - kept.height)).toBeLessThan(40)
})

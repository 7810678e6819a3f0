/**
 * Provides fonts for the scripts for which the pinned Chromium has none, so that screenshots show Arabic, Chinese, Japanese and
 * Korean. Only the tests use these fonts; the pages use the fonts of the system. Fontconfig cannot read WOFF2, so the fonts are
 * unpacked first.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decompress } from 'wawoff2'

const packages = ['noto-sans-arabic', 'noto-sans-jp', 'noto-sans-kr', 'noto-sans-sc'] as const

const packageFolder = (name: string) =>
  fileURLToPath(new URL(`../../../node_modules/@fontsource-variable/${name}/`, import.meta.url))

/**
 * Returns true for the font file with the weight axis, the only file that is needed for each part of a script. The files with
 * other axes contain the same characters.
 */
const isVariableFont = (file: string): boolean => file.endsWith('-wght-normal.woff2')

/** Returns a folder of TrueType files, which is created once for each set of package versions. */
export const notoFonts = async (): Promise<string> => {
  const manifests = await Promise.all(packages.map((name) => readFile(join(packageFolder(name), 'package.json'))))
  const versions = createHash('sha256').update(Buffer.concat(manifests)).digest('hex').slice(0, 16)
  const folder = join(tmpdir(), `sealform-noto-${versions}`)
  if (existsSync(folder)) return folder
  const staging = await mkdtemp(`${folder}-`)
  const fonts = join(staging, 'fonts')
  await mkdir(fonts)
  for (const name of packages) {
    const files = join(packageFolder(name), 'files')
    for (const file of (await readdir(files)).filter(isVariableFont)) {
      const font = await decompress(await readFile(join(files, file)))
      await writeFile(join(fonts, file.replace(/woff2$/, 'ttf')), font)
    }
  }
  try {
    await rename(staging, folder)
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    // Another process has created the folder in the meantime.
    if (!existsSync(folder)) throw error
  }
  return folder
}

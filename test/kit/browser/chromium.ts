/**
 * Starts Chromium for the tests of the pages. On linux-x64, it starts the pinned version from `@sparticuz/chromium`; on other
 * systems, the installed browser. The browser's security features and the pages' policies stay in force.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import * as z from 'zod/mini'
import { notoFonts } from './noto-fonts.ts'

const packageFile = new URL('../../../node_modules/@sparticuz/chromium/package.json', import.meta.url)

const Manifest = z.object({ version: z.string() })

/** The environment variable that makes the package use its own NSS library and fonts, not those of the machine. */
const lambdaEnvironment = { AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' }

/**
 * Returns a font configuration. The configuration in the package refers to folders that exist only on Lambda, and Chromium
 * crashes if it finds no font.
 */
const fontConfiguration = (folder: string, noto: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>${join(noto, 'fonts')}</dir>
  <cachedir>${join(noto, 'cache')}</cachedir>
</fontconfig>
`

/**
 * Writes the font configuration beside the fonts, so that both belong to the same package versions. Concurrent processes write
 * the same file.
 */
const fontConfigurationFile = async (folder: string): Promise<string> => {
  const noto = await notoFonts()
  const file = join(noto, `fonts-for-${basename(folder)}.xml`)
  if (existsSync(file)) return file
  const staging = `${file}.${process.pid}`
  await writeFile(staging, fontConfiguration(folder, noto))
  await rename(staging, file)
  return file
}

const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()"

/**
 * Unpacks the browser once for each version of the package, so that a new version never runs an old browser. The package always
 * unpacks into the temporary folder of its process. Therefore a separate process unpacks the browser into a new folder, which is
 * renamed when it is complete.
 */
const pinnedFolder = async (): Promise<string> => {
  const { version } = Manifest.parse(JSON.parse(await readFile(packageFile, 'utf8')))
  const folder = join(tmpdir(), `sealform-chromium-${version}`)
  if (existsSync(folder)) return folder
  const staging = await mkdtemp(`${folder}-`)
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      env: { ...process.env, ...lambdaEnvironment, TMPDIR: staging },
    })
    await rename(staging, folder)
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    // Another process has created the folder in the meantime.
    if (!existsSync(folder)) throw error
  }
  return folder
}

const launchPinned = async (args: string[]): Promise<Browser> => {
  const folder = await pinnedFolder()
  const fonts = await fontConfigurationFile(folder)
  return chromium.launch({
    args,
    executablePath: join(folder, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts },
  })
}

const systemChannels = ['chrome', 'chromium', 'msedge'] as const

/**
 * Runs each web site in a separate process. Chromium does this by default on a desktop, but not when a test controls it. Pages
 * and frames can access each other in different ways, depending on whether they share a process.
 */
export const sitePerProcess = '--site-per-process'

/** Starts Chromium, which the caller must close. If Chromium does not start, prints the reason and returns `undefined`. */
export const launchChromium = async (...args: string[]): Promise<Browser | undefined> => {
  const reasons: string[] = []
  const attempts =
    process.platform === 'linux' && process.arch === 'x64' && existsSync(packageFile)
      ? [() => launchPinned(args)]
      : systemChannels.map((channel) => () => chromium.launch({ channel, args }))
  for (const launch of attempts) {
    try {
      const browser = await launch()
      // Print to standard error, because standard output may contain a command's JSON.
      console.warn(`Chromium ${browser.version()}`)
      return browser
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
    }
  }
  console.warn(`No Chromium, so the pages are not tested in a browser here: ${reasons.join('; ')}`)
  return undefined
}

/** `npm run screenshots`: writes a picture of every state of the visitor's page in each appearance to a folder. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { parseCommandLine } from '../../../tools/command-line.ts'
import { messageOr, runCommand } from '../../../tools/run-command.ts'
import type { FormToSend } from '../../kit/pages/sent-form.ts'

const usage = `Usage: npm run screenshots -- [options]

Writes a picture of every state of the visitor's page, in light, dark and forced colours, 320 px wide, in a chat window
360 px wide, and with text at 200 %.

  --folder <folder>     where to write the pictures; .build/screenshots by default
  --locale <language>   a language of the form; en, de and ar by default
  --state <state>       one state, such as "fill in" or review; all by default
  --help                print this text

Exit codes: 0 the pictures are written, 1 they could not be written, 2 the command line is wrong.`

interface Appearance {
  readonly name: string
  readonly width: number
  readonly media?: Parameters<Page['emulateMedia']>[0]
  /** A script that prepares the page, and one that restores it. */
  readonly prepare?: string
  readonly restore?: string
}

const usualMedia = { colorScheme: 'light', forcedColors: 'none' } as const

const appearances: readonly Appearance[] = [
  { name: 'light', width: 720 },
  { name: 'dark', width: 720, media: { colorScheme: 'dark' } },
  { name: '320', width: 320 },
  {
    ...{ name: 'chat', width: 360 },
    prepare: "document.body.classList.add('framed')",
    restore: "document.body.classList.remove('framed')",
  },
  {
    ...{ name: 'chat dark', width: 360, media: { colorScheme: 'dark' } },
    prepare: "document.body.classList.add('framed')",
    restore: "document.body.classList.remove('framed')",
  },
  {
    ...{ name: 'large text', width: 360 },
    prepare: "document.documentElement.style.setProperty('font-size', '200%')",
    restore: "document.documentElement.style.removeProperty('font-size')",
  },
  // The last one: afterwards, Chromium paints the page's background late.
  { name: 'forced colours', width: 720, media: { colorScheme: 'dark', forcedColors: 'active' } },
]

const photograph = async (page: Page, name: string, folder: string): Promise<void> => {
  for (const { name: appearance, width, media, prepare = '', restore = '' } of appearances) {
    await page.setViewportSize({ width, height: 480 })
    await page.emulateMedia({ ...usualMedia, ...media })
    await page.evaluate(prepare)
    await page.screenshot({ path: join(folder, `${name}, ${appearance}.png`), fullPage: true })
    await page.evaluate(restore)
  }
  await page.emulateMedia(usualMedia)
  await page.setViewportSize({ width: 720, height: 900 })
}

await runCommand({
  usage,
  settingsOf(args) {
    const folder = { type: 'string', default: '.build/screenshots' } as const
    const options = { folder, locale: { type: 'string' }, state: { type: 'string' } } as const
    const { values } = parseCommandLine(args, options)
    return { folder: values.folder, locales: values.locale ? [values.locale] : ['en', 'de', 'ar'], state: values.state }
  },
  needs: () => 'development',
  async run({ folder, locales, state }) {
    const { startStage } = await import('../../kit/browser/stage.ts')
    const { everyType } = await import('../../kit/pages/every-type.ts')
    const { sendSealedForm } = await import('../../kit/pages/sent-form.ts')
    const { pageStates } = await import('./page-states.ts')
    const stage = await startStage()
    try {
      const site = await stage.newBrandSite()
      const { templateId, ...body } = everyType
      const { accessToken: token } = site.administrator
      await site.request('PUT', `/v1/templates/${templateId}`, { token, body })
      const send = (template?: string, form?: FormToSend) => sendSealedForm(site, template, form)
      for (const locale of locales) {
        await mkdir(join(folder, locale), { recursive: true })
        for await (const { name, page } of pageStates(stage, send, locale)) {
          const fileName = name.replace('?', '')
          if (state !== undefined && state !== fileName) continue
          await photograph(page, fileName, join(folder, locale))
          console.log(`${locale}: ${fileName}`)
        }
      }
    } finally {
      await stage.close()
    }
    return 0
  },
  describeFailure: messageOr('The pictures could not be written.'),
  failureCode: 1,
})

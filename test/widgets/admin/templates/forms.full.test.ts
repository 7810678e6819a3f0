// full: takes minutes in a browser
/** The list of forms and the form editor in Chromium. The rules of a draft are tested without a browser beside this file. */
import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { axeFindings } from '../../../kit/browser/axe.ts'
import { administratorTest as test } from '../../../kit/fixtures.ts'
import { noon } from '../../../kit/service.ts'

const template = (templateId: string) => ({ path: { templateId } })

describe('the list of forms', () => {
  test('searches, and switches a form off and on again with Undo', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await administrator.openSection('templates')
    await administrator.fill('Search forms', 'BANK')
    await page.getByText('1 form', { exact: true }).waitFor()
    await administrator.press('Switch off: Bank account details')
    await administrator.waitForText('Agents can no longer send it.')
    expect(await desk.sendAsAgent()).toBe('422 not-valid')
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Switch on: Bank account details')
    await administrator.press('Undo')
    await administrator.waitForText('in use again, as version 2')
    expect(await desk.sendAsAgent()).toBe('201 done')
    await administrator.field('Show').choose('off')
    await administrator.waitForText('No form matches your search.')
    expect(desk.browserErrors).toEqual([])
  })

  test('duplicates a form', async ({ enter }) => {
    const desk = await enter()
    await desk.administrator.openSection('templates')
    await desk.administrator.press('Duplicate: Bank account details')
    await desk.administrator.waitForHeading('Copy of Bank account details')
    await desk.administrator.save()
    await desk.administrator.waitForText('Saved as version 1')
    const { title: _, ...copy } = await desk.colleague.reply('get-template', template('copy-of-bank-account-details'))
    const { title: __, ...original } = await desk.colleague.reply('get-template', template('bank-account'))
    expect(copy).toEqual({ ...original, templateId: 'copy-of-bank-account-details' })
  })

  test('exports a form, and imports the file as the next version of the form with its id', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await administrator.openSection('templates')
    const downloaded = page.waitForEvent('download')
    await administrator.press('Export: Card payment')
    const file = await downloaded
    expect(file.suggestedFilename()).toBe('card-payment.json')
    const form = JSON.parse(await readFile(await file.path(), 'utf8'))
    const importFile = async (content: object) => {
      const chooser = page.waitForEvent('filechooser')
      await administrator.press('Import a file')
      const buffer = Buffer.from(JSON.stringify(content))
      await (await chooser).setFiles({ name: 'form.json', mimeType: 'application/json', buffer })
    }
    await importFile({})
    await administrator.waitForText('It is not a form that was exported as JSON.')
    await importFile({ ...form, theme: { accent: '#ffd400' } })
    await administrator.waitForText('Imported. Save to make it version 2.')
    await administrator.save()
    await administrator.waitForText('Saved as version 2')
    expect(await desk.colleague.reply('get-template', template('card-payment'))).toEqual({
      ...{ ...form, theme: { accent: '#ffd400' } },
      version: 2,
    })
    expect(desk.browserErrors).toEqual([])
  })
})

describe('the form editor', () => {
  test('needs at most 30 key presses to change one German label of the card form and save, by Tab alone', async ({
    enter,
  }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await administrator.openSection('templates')
    await page.getByText('3 forms').waitFor()
    await page.getByRole('heading', { level: 1 }).focus()
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: at } = document
        return at === null ? '' : (at.getAttribute('aria-label') ?? at.textContent ?? '') || at.id
      })
    let presses = 0
    const press = async (key: string) => {
      presses += 1
      await page.keyboard.press(key)
    }
    const pressUntil = async (name: RegExp, key = 'Tab') => {
      for (let moves = 0; moves < 40 && (moves === 0 || !name.test(await focused())); moves++) await press(key)
      expect(await focused()).toMatch(name)
    }
    await pressUntil(/^Edit Card payment$/)
    await press('Enter')
    await page.locator('.editor .preview h3').waitFor()
    await pressUntil(/English/)
    const language = page.locator('#edited-language')
    for (let moves = 0; moves < 10 && (await language.inputValue()) !== 'de'; moves++) await press('ArrowDown')
    await pressUntil(/^3 · /)
    await press('Enter')
    await pressUntil(/label$/)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Ablaufdatum')
    await pressUntil(/^Save$/, 'Shift+Tab')
    await press('Enter')
    await administrator.waitForText('Saved as version 2')
    const { questions } = await desk.colleague.reply('get-template', template('card-payment'))
    expect(questions[2]?.label).toMatchObject({ en: 'Expiry date', de: 'Ablaufdatum' })
    expect(presses).toBeLessThanOrEqual(30)
    console.info(`Changing one German label took ${presses} key presses.`)
  })

  test('creates a form in two languages, whose ids come from its texts and do not change later', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await administrator.openSection('templates')
    await administrator.press('New form')
    await administrator.waitForHeading('New form')
    await administrator.save()
    await administrator.waitForHeading('Fix 2 errors to save the form')
    await administrator.followLink('Question 1: Enter the question')
    await page.keyboard.type('When do you come?')
    await administrator.fill('Title', 'Pick-up at the shop')
    await page.getByLabel('Type', { exact: true }).selectOption('date')
    await administrator.fill('Earliest date', 'Today')
    await administrator.openPart('Languages')
    await administrator.fill('Add a language', 'Arabic')
    await administrator.field('Add a language').press('Enter')
    expect(await page.locator('.translated q').allTextContents()).toEqual(['Pick-up at the shop', 'When do you come?'])
    await administrator.fill('Title', 'الاستلام')
    await administrator.save()
    await administrator.followLink(/Question 1: Enter the question \(Arabic\)/)
    await page.keyboard.type('متى تأتي؟')
    const preview = page.locator('.preview .shown')
    await preview.getByText('متى تأتي؟').waitFor()
    expect([await preview.getAttribute('dir'), await preview.getAttribute('lang')]).toEqual(['rtl', 'ar'])
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Control+s')
    await administrator.waitForText('Saved as version 1')
    await administrator.fill('Question', 'متى ستأتي؟')
    await page.keyboard.press('Control+s')
    await administrator.waitForText('Saved as version 2')
    expect(await desk.colleague.reply('get-template', template('pick-up-at-the-shop'))).toMatchObject({
      ...{ version: 2, title: { en: 'Pick-up at the shop', ar: 'الاستلام' } },
      questions: [
        {
          ...{ id: 'when-do-you-come', type: 'date', earliest: 'today' },
          label: { en: 'When do you come?', ar: 'متى ستأتي؟' },
        },
      ],
    })
    expect(desk.browserErrors).toEqual([])
  })

  test('moves questions by keys and by dragging, and announces the new place', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await administrator.openSection('templates/bank-account')
    const rows = () => page.locator('.row-label').allTextContents()
    const [first = '', second = '', third = ''] = (await rows()).map((each) => each.replace(/^\d+ · /, ''))
    await page.locator('.row-toggle').first().press('Alt+ArrowDown')
    await administrator.waitForText(`${first} is now question 2 of 4.`)
    expect(await page.locator(':focus').textContent()).toContain(`2 · ${first}`)
    expect((await rows()).slice(0, 2)).toEqual([`1 · ${second}`, `2 · ${first}`])
    const [handle, target] = [page.locator('.handle').nth(2), page.locator('.handle').first()]
    const [from, to] = [await handle.boundingBox(), await target.boundingBox()]
    await page.mouse.move((from?.x ?? 0) + 8, (from?.y ?? 0) + 8)
    await page.mouse.down()
    await page.mouse.move((to?.x ?? 0) + 8, (to?.y ?? 0) + 4, { steps: 5 })
    await page.mouse.up()
    await administrator.waitForText(`${third} is now question 1 of 4.`)
    expect((await rows()).slice(0, 3)).toEqual([`1 · ${third}`, `2 · ${second}`, `3 · ${first}`])
    // Back in the saved order, nothing is left to save.
    await page.locator('.row-toggle').nth(1).press('Alt+ArrowDown')
    await page.locator('.row-toggle').first().press('Alt+ArrowDown')
    await page.locator('.row-toggle').nth(1).press('Alt+ArrowDown')
    expect(await page.locator('.editor-state').textContent()).toBe('Saved as version 1')
  })

  test('previews the accent on buttons, and says which tone of it links and lines have in light and dark', async ({
    enter,
  }) => {
    const desk = await enter()
    const { page, administrator } = desk
    await administrator.openSection('templates/bank-account')
    await administrator.openPart('Branding')
    await administrator.fill('Accent colour', '#ffd400')
    await administrator.waitForText('Light: buttons as chosen, links and lines in #')
    await administrator.waitForText('Dark: shown as chosen')
    const colours = () =>
      page
        .locator('.preview .shown button.main')
        .first()
        .evaluate((each) => {
          const { backgroundColor, color, borderTopColor } = getComputedStyle(each)
          return [backgroundColor, color, borderTopColor]
        })
    const [yellow, black] = ['rgb(255, 212, 0)', 'rgb(0, 0, 0)']
    await expect.poll(colours).toEqual([yellow, black, expect.stringMatching(/^rgb\(1\d\d, \d+, 0\)$/)])
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(colours).toEqual([yellow, black, yellow])
    await administrator.fill('Logo address', 'https://cdn.example.com/logo.png')
    await administrator.waitForText('Visitors won’t see this logo')
  })

  test('shows who saved each version and when, and how two versions differ', async ({ enter }) => {
    const desk = await enter()
    const { page, administrator, colleague } = desk
    await page.clock.setFixedTime(noon)
    const { version: _, templateId: __, ...body } = await colleague.reply('get-template', template('bank-account'))
    await colleague.reply('put-template', {
      ...template('bank-account'),
      body: { ...body, title: { ...body.title, de: 'Ihr Konto' } },
    })
    await colleague.reply('delete-template', template('bank-account'))
    await administrator.openSection('templates/bank-account')
    await administrator.openPart('Versions')
    await administrator.waitForText('Title (German): “Bankverbindung” → “Ihr Konto”')
    await page.getByRole('row', { name: /^2 .*another/ }).waitFor()
    await page.getByRole('row', { name: /^1 before/ }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })
})

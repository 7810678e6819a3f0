import { describe, expect, test } from 'vitest'
import { SiteSettingsChange } from '../../../contracts/site-settings.ts'
import { draftErrors } from '../../../widgets/admin/form/draft-errors.ts'
import { lineOfError, typedOrigins } from '../../../widgets/admin/site/embedding-origins.ts'

describe('the websites that an administrator types', () => {
  test.each([
    ['https://chat.example.com/', 'https://chat.example.com'],
    [' http://127.0.0.1:9100/ ', 'http://127.0.0.1:9100'],
    ['https://Chat.Example.com', 'https://chat.example.com'],
    ['https://chat.example.com:443/', 'https://chat.example.com'],
  ])('are saved as origins: %s', (typed, origin) => {
    expect(typedOrigins(typed)).toEqual([origin])
    expect(draftErrors(SiteSettingsChange, { embeddingOrigins: typedOrigins(typed) })).toEqual([])
  })

  test('are one per line, and empty lines are ignored', () => {
    expect(typedOrigins('\nhttps://a.example\r\n \nhttps://b.example\n')).toEqual([
      'https://a.example',
      'https://b.example',
    ])
  })

  test.each([
    'https://chat.example.com/path',
    'https://chat.example.com/?',
    'https://chat.example.com/#x',
    'https://ada@chat.example.com/',
    'http://chat.example.com',
    'chat.example.com',
    'mailto:ada@example.com',
  ])('are refused with the number of the line and its text: %s', (wrong) => {
    const typed = `https://a.example/\n\n${wrong}`
    const [error, ...more] = draftErrors(SiteSettingsChange, { embeddingOrigins: typedOrigins(typed) })
    expect(more).toEqual([])
    expect(lineOfError(typed, error?.field ?? '')).toEqual({ number: 3, text: wrong })
  })

  test('have no line for an error of the whole list', () => {
    expect(lineOfError('https://a.example', 'embeddingOrigins')).toBeUndefined()
  })
})

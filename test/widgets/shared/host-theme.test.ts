import { describe, expect, test } from 'vitest'
import { HostTheme } from '../../../widgets/shared/frame-messages.ts'

describe('the theme in a hello message', () => {
  test('is a colour, a radius and a list of fonts', () => {
    const theme = { accent: '#ffd400', radius: 4, font: '"Segoe UI", Noto Sans, Größe_1, sans-serif' }
    expect(HostTheme.parse(theme)).toEqual(theme)
    expect(HostTheme.parse({})).toEqual({})
  })

  test.each([
    { accent: 'red' },
    { accent: '#FFD400' },
    { radius: -1 },
    { radius: 25 },
    { font: 'url(https://evil.example)' },
    { font: 'a; color: red' },
    { font: 'a}' },
    { font: '\\75rl' },
    { font: 'a'.repeat(201) },
    { css: '@import "https://evil.example"' },
  ])('is not %o', (theme) => {
    expect(HostTheme.safeParse(theme).success).toBe(false)
  })
})

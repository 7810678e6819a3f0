import { type InputKind, strict, tidied } from './input-row.ts'

export const emails: readonly InputKind[] = [
  {
    kind: 'an e-mail address that was copied',
    sources: ['validatorjs/validator.js#940', 'churchthemes/church-theme-content#16', 'RFC 6068'],
    rows: [
      ...tidied('email', [
        ['mailto:ada@example.com', 'ada@example.com'],
        ['mailto:ada@example.com?subject=Hello', 'ada@example.com'],
        ['E-Mail: ada@example.com', 'ada@example.com'],
        ['Ada Lovelace <ada@example.com>', 'ada@example.com'],
        ['<ada@example.com>', 'ada@example.com'],
        ['“ada@example.com”', 'ada@example.com'],
        ['ada@example.com.', 'ada@example.com'],
        ['ada@example.com, ', 'ada@example.com'],
        ['a@example.com, b@example.com', '!bad-format'],
        ['ada example.com', '!bad-format'],
      ]),
      ...strict('email', [["ada.o'neill+desk@example.com", "ada.o'neill+desk@example.com"]]),
    ],
  },
  {
    kind: 'an e-mail address with an internationalised domain',
    sources: ['WHATWG HTML: valid e-mail address', 'Unicode, UTS 46'],
    rows: tidied('email', [
      ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
      ['ada@bu\u0308cher.example', 'ada@xn--bcher-kva.example'],
      ['ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
      ['info@コーヒー.example', 'info@xn--tck2c4fb.example'],
      ['ada٣@example.com', 'ada3@example.com'],
      ['info@م٣.example', 'info@xn--hhb4d.example'],
      ['ädä@example.com', '!bad-format'],
    ]),
  },
]

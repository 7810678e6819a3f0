import { type InputKind, strict, tidied } from './input-row.ts'

export const texts: readonly InputKind[] = [
  {
    kind: 'control characters from word processors, spreadsheets and PDF files',
    sources: ['enketo/enketo-express#148', 'enketo/enketo-express#181', 'kobotoolbox/kpi#2721', 'dotnet/winforms#5078'],
    rows: [
      ...tidied('text', [
        ['Ada\tLovelace', 'Ada Lovelace'],
        ['12 Main Street\vSpringfield', '12 Main Street Springfield'],
        ['one\ftwo', 'one two'],
        ['Ada\u0003', 'Ada'],
        ['A\0d\u0007a', 'Ada'],
        ['Ada\u009d', 'Ada'],
        ['one\u0085two', 'one two'],
        ['one\r\ntwo', 'one two'],
        ['Ada\ud800', 'Ada'],
        ['\t', '!required'],
      ]),
      ...tidied('text', [['one\u2028two', 'one two']], { service: 'one\u2028two' }),
      ...tidied('text', [['\ufeffAda ', 'Ada']], { service: '\ufeffAda ' }),
      ...tidied('long-text', [
        ['a\tb\r\nc\td', 'a b\nc d'],
        ['one\vtwo\fthree', 'one\ntwo\nthree'],
        ['one\rtwo', 'one\ntwo'],
        ['one\u001etwo\u0003', 'onetwo'],
        ['x\udc00y', 'xy'],
      ]),
      ...tidied('long-text', [['one\u2029two', 'one\ntwo']], { service: 'one\u2029two' }),
    ],
  },
  {
    kind: 'text that means something with its invisible characters',
    sources: ['Unicode, UTS 51 (emoji sequences)', 'Unicode, UAX 9'],
    rows: [
      ...strict('text', [
        ['👩‍💻', '👩‍💻'],
        ['می‌خواهم', 'می‌خواهم'],
        ['Zoe\u0308', 'Zoë'],
        ['１２３－４５６７', '１２３－４５６７'],
        ['20–30', '20–30'],
      ]),
      ...tidied('text', [['\u200b', '!required']], { service: '\u200b' }),
      ...tidied('text', [['\u3164', '!required']], { service: '\u3164' }),
      ...tidied('long-text', [['\u2060 \ufeff', '!required']], { service: '\u2060 \ufeff' }),
    ],
  },
]

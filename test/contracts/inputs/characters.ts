import type { QuestionType } from '../../../contracts/question-types.ts'
import { type InputKind, type InputRow, strict, tidied } from './input-row.ts'

/** A valid answer of each type of digits and codes, in two parts between which an invisible character may be copied. */
const halves: readonly (readonly [QuestionType, string, string])[] = [
  ['card-number', '41111111', '11111111'],
  ['card-expiry', '05/', '29'],
  ['card-verification-code', '7', '37'],
  ['pin', '12', '34'],
  ['phone', '+4930', '901820'],
  ['iban', 'DE8937040044', '0532013000'],
  ['number', '12', '.5'],
  ['national-id', 'AB', '123456'],
  ['email', 'ada@exam', 'ple.com'],
]

const characters = (...codes: readonly (number | readonly [number, number])[]): readonly string[] =>
  codes.flatMap((code) => {
    const [first, last] = typeof code === 'number' ? [code, code] : code
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
  })

/** Soft hyphen, direction and zero-width marks, joiners, variation selectors, fillers, tags, controls. */
const invisible = characters(
  ...([
    0x00ad,
    0x034f,
    0x061c,
    0x115f,
    0x180e,
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x2064],
    [0x2066, 0x206f],
  ] as const),
  ...([
    0x3164, 0xfe0e, 0xfe0f, 0xfeff, 0xffa0, 0xe0001, 0xe0020, 0xe0100, 0x0000, 0x0003, 0x001f, 0x007f, 0x009f,
  ] as const),
)

const spaces = characters(0x0009, 0x00a0, 0x1680, [0x2000, 0x200a], 0x2028, 0x2029, 0x202f, 0x205f, 0x2800, 0x3000)

const dashes = characters(
  0x058a,
  [0x2010, 0x2015],
  0x2212,
  0x2e3a,
  0x301c,
  0xfe58,
  0xfe63,
  0xff0d,
  0x02d7,
  0x2043,
  0x2796,
)

const inside = (extra: string, by: string): InputRow[] =>
  halves.map(([type, start, end]) => ({
    type,
    input: `${start}${extra}${end}`,
    page: by === '' ? `${start}${end}` : `${start}${by}${end}`,
    service: '!bad-format',
  }))

const around = (extra: string): InputRow[] =>
  halves.map(([type, start, end]) => ({
    type,
    input: `${extra}${start}${end}${extra}`,
    page: `${start}${end}`,
    service: '!bad-format',
  }))

/** The digits 0 to 9 of a script, by their zero. */
const digitsOf = (zero: number) => (digit: string) => String.fromCodePoint(zero + Number(digit))

const scripts: Readonly<Record<string, number>> = {
  'Arabic-Indic': 0x0660,
  'extended Arabic-Indic (Persian, Urdu)': 0x06f0,
  "N'Ko": 0x07c0,
  Devanagari: 0x0966,
  Bengali: 0x09e6,
  Gurmukhi: 0x0a66,
  Gujarati: 0x0ae6,
  Tamil: 0x0be6,
  Telugu: 0x0c66,
  Kannada: 0x0ce6,
  Malayalam: 0x0d66,
  Thai: 0x0e50,
  Lao: 0x0ed0,
  Tibetan: 0x0f20,
  Myanmar: 0x1040,
  Khmer: 0x17e0,
  Mongolian: 0x1810,
  'full-width': 0xff10,
  'mathematical bold': 0x1d7ce,
  'mathematical monospace': 0x1d7f6,
  Adlam: 0x1e950,
}

const ofScript = (zero: number): InputRow[] =>
  halves
    .filter(([type]) => type !== 'email')
    .map(([type, start, end]) => ({
      type,
      input: `${start}${end}`.replace(/\d/g, digitsOf(zero)),
      page: `${start}${end}`,
      service: '!bad-format',
    }))

export const characterKinds: readonly InputKind[] = [
  {
    kind: 'invisible characters that copying brings along',
    sources: ['validatorjs/validator.js#940', 'validatorjs/validator.js#802', 'Unicode, DerivedCoreProperties.txt'],
    rows: [
      ...invisible.flatMap((character) => [...inside(character, ''), ...around(character)]),
      ...tidied('card-number', [['\u202d4111\u00a01111\u202f1111\u20091111\u202c', '4111111111111111']]),
      ...tidied('number', [['\u200b 12', '12']]),
    ],
  },
  {
    kind: 'spaces of every width, and tabs',
    sources: ['validatorjs/validator.js#802', 'Unicode, PropList.txt: White_Space'],
    rows: [
      ...spaces.flatMap(around),
      ...spaces.flatMap((space) => [
        ...tidied('card-number', [[`4111${space}1111${space}1111${space}1111`, '4111111111111111']]),
        ...tidied('iban', [
          [`DE89${space}3704${space}0044${space}0532${space}0130${space}00`, 'DE89370400440532013000'],
        ]),
        ...tidied('phone', [[`+49${space}30${space}901820`, '+4930901820']]),
        ...tidied('card-expiry', [[`05${space}/${space}29`, '05/29']]),
        ...tidied('national-id', [[`AB${space}123456`, 'AB 123456']]),
        ...tidied('email', [[`ada${space}@example.com`, '!bad-format']]),
      ]),
    ],
  },
  {
    kind: 'dashes of every width',
    sources: ['validatorjs/validator.js#2605', 'Unicode, PropList.txt: Dash'],
    rows: dashes.flatMap((dash) => [
      ...tidied('card-number', [[`4111${dash}1111${dash}1111${dash}1111`, '4111111111111111']]),
      ...tidied('iban', [[`DE89${dash}3704${dash}0044${dash}0532${dash}0130${dash}00`, 'DE89370400440532013000']]),
      ...tidied('phone', [[`+49${dash}30${dash}901820`, '+4930901820']]),
      ...tidied('card-expiry', [[`05 ${dash} 29`, '05/29']]),
      ...tidied('national-id', [[`121212${dash}1212`, '121212-1212']]),
      ...tidied('number', [[`${dash}3`, '-3']]),
      ...tidied('pin', [[`12${dash}34`, '1234']]),
      ...tidied('email', [[`ada@my${dash}site.example`, 'ada@my-site.example']]),
    ]),
  },
  {
    kind: 'digits of other scripts',
    sources: ['Unicode, DerivedNumericType.txt', 'Expensify/App#34437'],
    rows: [
      ...Object.values(scripts).flatMap(ofScript),
      ...tidied('date', [['٢٧/٣/١٩٨٥', '1985-03-27']], { locale: 'ar-EG' }),
      ...tidied('date', [['１９８５年３月２７日', '1985-03-27']], { locale: 'ja' }),
      ...strict('number', [
        ['5²', '!bad-format'],
        ['½', '!bad-format'],
        ['Ⅻ', '!bad-format'],
        ['①', '!bad-format'],
        ['十二', '!bad-format'],
      ]),
    ],
  },
  {
    kind: 'full-width letters and signs',
    sources: ['Unicode, UAX 15 (NFKC)', 'JIS X 0208'],
    rows: [
      ...tidied('iban', [['ＤＥ８９　３７０４　００４４　０５３２　０１３０　００', 'DE89370400440532013000']]),
      ...tidied('email', [['ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ada@example.com']]),
      ...tidied('phone', [['（０３）１２３４ー５６７８', '0312345678']]),
      ...tidied('phone', [['０３ーー１２３４', '031234']]),
      ...tidied('phone', [['﹢49 30 901820', '+4930901820']]),
      ...tidied('card-expiry', [['０５／２９', '05/29']]),
      ...tidied('card-number', [['4111ー1111ー1111ｰ1111', '4111111111111111']]),
      ...tidied('number', [['１２．５', '12.5']]),
    ],
  },
]

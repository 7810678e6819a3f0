import { type InputKind, strict, tidied } from './input-row.ts'

export const numbers: readonly InputKind[] = [
  {
    kind: 'groups of two digits, as in India',
    sources: [
      'microsoft/Recognizers-Text#2112',
      'carbon-design-system/carbon#22758',
      'openexchangerates/accounting.js#113',
      'd3/d3#2817',
    ],
    rows: [
      ...['en-IN', 'hi-IN', 'en-GB', 'de'].flatMap((locale) =>
        tidied(
          'number',
          [
            ['1,00,000', '100000'],
            ['12,34,567.50', '1234567.50'],
            ['1,00,00,000', '10000000'],
            ['-1,00,000', '-100000'],
            ['1,25,0', '!bad-format'],
            ['1,000,00', '!bad-format'],
          ],
          { locale },
        ),
      ),
      ...tidied('number', [['१,००,०००', '100000']], { locale: 'en-IN' }),
    ],
  },
  {
    kind: 'separators of numbers by language',
    sources: ['Unicode CLDR, numbers.json', 'Mottie/tablesorter#23'],
    rows: [
      ...tidied(
        'number',
        [
          ['1.250', '1250'],
          ['0.500', '0.500'],
        ],
        { locale: 'de', service: '1.250' },
      ).map((row) => ({
        ...row,
        service: row.input,
      })),
      ...tidied(
        'number',
        [
          ['1.250,50', '1250.50'],
          ['12,5', '12.5'],
          [',5', '0.5'],
          ['1.250.000', '1250000'],
        ],
        { locale: 'de' },
      ),
      ...tidied(
        'number',
        [
          ['1’250.50', '1250.50'],
          ["1'250", '1250'],
          ['1‘250', '1250'],
          ['1ʼ250ʼ000', '1250000'],
          ['1′250', '1250'],
        ],
        { locale: 'de-CH' },
      ),
      ...tidied(
        'number',
        [
          ['1\u202f250,5', '1250.5'],
          ['1\u00a0250\u00a0000', '1250000'],
        ],
        { locale: 'fr' },
      ),
      ...tidied(
        'number',
        [
          ['١٢٫٥', '12.5'],
          ['١٬٢٥٠', '1250'],
          ['١٬٢٥٠٫٧٥', '1250.75'],
          ['١٢٫٥٠٠', '12.500'],
          ['١٢،٥', '12.5'],
        ],
        { locale: 'ar-EG' },
      ),
      ...tidied('number', [['12٫500', '12.500']], { locale: 'ar-MA' }),
      ...tidied(
        'number',
        [
          ['1,250.50', '1250.50'],
          ['1.250,50', '1250.50'],
          ['1,250', '1250'],
          ['0,500', '0.500'],
          ['1,5', '1.5'],
        ],
        { locale: 'en' },
      ),
      ...tidied(
        'number',
        [
          ['twelve', '!bad-format'],
          ['1.2.3', '!bad-format'],
          ['12,50 €', '!bad-format'],
          ['1e5', '!bad-format'],
        ],
        { locale: 'de' },
      ),
    ],
  },
  {
    kind: 'signs and decimals of numbers',
    sources: ['ECMA-262, StringToNumber', 'openexchangerates/accounting.js#113'],
    rows: [
      ...tidied(
        'number',
        [
          ['.5', '0.5'],
          ['-.5', '-0.5'],
          ['+5', '5'],
          ['- 5', '-5'],
          ['+ 1,250.5', '1250.5'],
          ['−3', '-3'],
          ['5.', '!bad-format'],
          ['--5', '!bad-format'],
        ],
        { locale: 'en' },
      ),
      ...strict('number', [
        ['-007', '-007'],
        ['123456789012345.123456', '123456789012345.123456'],
        ['1234567890123456', '!bad-format'],
      ]),
    ],
  },
]

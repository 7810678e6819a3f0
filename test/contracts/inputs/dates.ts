import { type InputKind, strict, tidied } from './input-row.ts'

export const dates: readonly InputKind[] = [
  {
    kind: 'years without four digits',
    sources: [
      'govuk-forms/forms-runner#512',
      'alphagov/govuk-design-system#2029',
      'alphagov/govuk-coronavirus-vulnerable-people-form#204',
    ],
    rows: [
      ...['27/03/85', '1/1/205', '27 3 5', '1.1.85', '27-03-0085', '27 March 85', '27/03/19850'].flatMap((input) =>
        tidied('date', [[input, '!bad-format']], { locale: 'en-GB' }),
      ),
      ...strict('date', [
        ['0085-03-27', '!bad-format'],
        ['0999-12-31', '!bad-format'],
        ['0000-01-01', '!bad-format'],
        ['1000-01-01', '1000-01-01'],
        ['9999-12-31', '9999-12-31'],
      ]),
    ],
  },
  {
    kind: 'days that do not exist',
    sources: ['ISO 8601-1', 'alphagov/govuk-frontend date input'],
    rows: strict('date', [
      ['2024-02-29', '2024-02-29'],
      ['2000-02-29', '2000-02-29'],
      ['2023-02-29', '!bad-format'],
      ['1900-02-29', '!bad-format'],
      ['2023-04-31', '!bad-format'],
      ['2023-13-01', '!bad-format'],
    ]),
  },
  {
    kind: 'dates in other forms',
    sources: ['Unicode CLDR, dates.json', 'CareTogether/CareTogetherCMS#971'],
    rows: [
      ...tidied(
        'date',
        [
          ['27/03/1985', '1985-03-27'],
          ['27.3.1985', '1985-03-27'],
          ['27–03–1985', '1985-03-27'],
          ['1985/3/27', '1985-03-27'],
          ['1985.03.27', '1985-03-27'],
          ['19850327', '1985-03-27'],
          ['1985-03-27T00:00:00Z', '1985-03-27'],
          ['1985-03-27 10:30', '1985-03-27'],
          ['27 March 1985', '1985-03-27'],
          ['27th Mar 1985', '1985-03-27'],
          ['March 27, 1985', '1985-03-27'],
          ['Wednesday, 27 March 1985', '1985-03-27'],
          ['\u200e27\u200f/03/1985', '1985-03-27'],
          ['27\u204403\u20441985', '1985-03-27'],
          ['31/02/1985', '!bad-format'],
          ['March 1985', '!bad-format'],
          ['yesterday', '!bad-format'],
        ],
        { locale: 'en-GB' },
      ),
      ...tidied(
        'date',
        [
          ['03/27/1985', '1985-03-27'],
          ['Mar 27, 1985', '1985-03-27'],
          ['27/03/1985', '!bad-format'],
        ],
        { locale: 'en-US' },
      ),
      ...tidied(
        'date',
        [
          ['27. März 1985', '1985-03-27'],
          ['27. Ma\u0308rz 1985', '1985-03-27'],
          ['27.03.1985.', '1985-03-27'],
        ],
        { locale: 'de' },
      ),
      ...tidied(
        'date',
        [
          ['27 mars 1985', '1985-03-27'],
          ['1 févr. 1985', '1985-02-01'],
        ],
        { locale: 'fr' },
      ),
      ...tidied(
        'date',
        [
          ['27 de marzo de 1985', '1985-03-27'],
          ['mar, 5 may 1985', '!bad-format'],
        ],
        { locale: 'es' },
      ),
      ...tidied('date', [['27 березня 1985 р.', '1985-03-27']], { locale: 'uk' }),
      ...tidied('date', [['1985年3月27日', '1985-03-27']], { locale: 'ja' }),
      ...tidied(
        'date',
        [
          ['1985. 3. 27.', '1985-03-27'],
          ['1985년 3월 27일', '1985-03-27'],
        ],
        { locale: 'ko' },
      ),
    ],
  },
]

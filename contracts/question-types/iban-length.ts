/** The number of characters of an IBAN in each country of the registry (https://www.swift.com/resource/iban-registry-pdf). */
const countries: Readonly<Record<number, string>> = {
  15: 'NO',
  16: 'BE',
  18: 'DK FI FK FO GL NL SD',
  19: 'MK SI',
  20: 'AT BA EE KZ LT LU MN XK',
  21: 'CH HR LI LV',
  22: 'BG BH CR DE GB GE IE ME RS VA',
  23: 'AE GI IL IQ OM SO TL',
  24: 'AD CZ ES MD PK RO SA SE SK TN VG',
  25: 'LY PT ST',
  26: 'IS TR',
  27: 'BI DJ FR GR IT MC MR SM',
  28: 'AL AZ BY CY DO GT HN HU LB NI PL SV',
  29: 'BR EG PS QA UA',
  30: 'JO KW MU YE',
  31: 'MT SC',
  32: 'LC',
  33: 'RU',
}

/**
 * Returns the length of a country's IBANs. Returns undefined for a country that is not in the list, because the
 * registry may have added the country since.
 */
export function ibanLength(country: string): number | undefined {
  const entry = Object.entries(countries).find(([, codes]) => codes.split(' ').includes(country))
  return entry && Number(entry[0])
}

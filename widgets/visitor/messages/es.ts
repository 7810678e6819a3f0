import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

export const messages: Messages = {
  opening: 'Abriendo el formulario…',
  from: (site) => `Formulario seguro de ${site}`,
  formTitle: (form, site) => `${form}: formulario seguro de ${site}`,
  errorTitle: (title) => `Error: ${title}`,
  error: 'Error: ',
  field: {
    optional: '(opcional)',
    show: 'Mostrar',
    hide: 'Ocultar',
    about: (action, question) => `${action}: ${question}`,
    choose: 'Elija…',
    noAnswer: 'Sin respuesta',
    yes: 'Sí',
    no: 'No',
    day: 'Día',
    month: 'Mes',
    year: 'Año',
    dateHint: (example) => `Por ejemplo, ${example}`,
    expiryHint: (example) => `Mes y año, por ejemplo, ${example}`,
    upTo: plural('es', {
      one: 'Como máximo # carácter',
      many: 'Como máximo # de caracteres',
      other: 'Como máximo # caracteres',
    }),
    cardBrand: (brand) => `Tarjeta: ${brand}`,
    offTheRecord:
      'Sin registro: solo puede leerlo el agente que le envió este formulario, en la pestaña que tiene abierta ahora. No se guarda en ninguna parte.',
  },
  errors: {
    fillIn: (question) => `Rellene este campo: ${question}`,
    choose: (question) => `Elija una respuesta: ${question}`,
    chooseOne: (question) => `Elija una de las respuestas: ${question}`,
    characters: 'Revise esta respuesta: contiene caracteres que no se pueden usar aquí',
    longer: 'Introduzca más caracteres',
    shorter: 'Introduzca menos caracteres',
    atLeast: plural('es', {
      one: 'Introduzca al menos # carácter',
      many: 'Introduzca al menos # de caracteres',
      other: 'Introduzca al menos # caracteres',
    }),
    atMost: plural('es', {
      one: 'Introduzca como máximo # carácter',
      many: 'Introduzca como máximo # de caracteres',
      other: 'Introduzca como máximo # caracteres',
    }),
    tooLongTogether: (question) =>
      `Acorte esta respuesta: ${question}. Todas las respuestas juntas son demasiado largas para enviarlas`,
    cardNumber: {
      missing: 'Introduzca el número largo que figura en el anverso de su tarjeta',
      format: 'Introduzca solo dígitos; puede escribir espacios y guiones',
      length: 'Introduzca todos los dígitos del número de tarjeta: son de 12 a 19',
      checksum: 'Revise el número de tarjeta: parece que uno de los dígitos no es correcto',
    },
    cardExpiry: {
      missing: (example) => `Introduzca el mes y el año en que caduca su tarjeta, por ejemplo, ${example}`,
      format: (example) => `Introduzca el mes y el año, por ejemplo, ${example}`,
      past: 'Esta tarjeta ha caducado. Utilice otra o revise la fecha',
    },
    cardCode: {
      missing: 'Introduzca el código de seguridad de 3 o 4 dígitos de su tarjeta',
      format: 'Introduzca los 3 o 4 dígitos del código de seguridad, sin letras',
      length: 'Introduzca todos los dígitos del código de seguridad: 3, o 4 en American Express',
    },
    pin: { format: 'Introduzca solo dígitos', length: 'Introduzca un PIN de 4 a 12 dígitos' },
    email: {
      missing: 'Introduzca su dirección de correo electrónico',
      format: 'Introduzca una dirección de correo electrónico con el formato nombre@example.com',
      length: 'Introduzca una dirección de correo electrónico más corta',
    },
    phone: {
      missing: 'Introduzca su número de teléfono',
      format: 'Introduzca un número de teléfono en cifras, por ejemplo, +34 910 12 34 56',
      length: 'Introduzca el número de teléfono completo: de 4 a 15 dígitos',
    },
    date: (example) => `Introduzca una fecha que exista, con día, mes y año, por ejemplo, ${example}`,
    number: (example) => `Introduzca un número en cifras, por ejemplo, ${example}`,
    iban: {
      format: 'Introduzca un IBAN: dos letras y después dígitos y letras, por ejemplo, ES91 2100 0418 4502 0005 1332',
      length: 'Introduzca el IBAN completo: de 15 a 34 dígitos y letras',
      checksum: 'Revise el IBAN: parece que uno de los caracteres no es correcto',
    },
    nationalId: {
      format: 'Utilice solo letras, dígitos, espacios, puntos, barras y guiones',
      length: 'Introduzca el número completo: de 4 a 32 caracteres',
    },
  },
  fillIn: {
    review: 'Revisar',
    decline: 'Prefiero no responder',
    problem: 'Hay un problema',
    keepOpen: 'Mantenga abierta esta página hasta que haya enviado el formulario: su navegador no guarda nada de él.',
    notTaken: 'El servicio no ha aceptado estas respuestas. Consulte al agente en el chat.',
    offline:
      'No tiene conexión. Lo que ha escrito permanece en esta página y podrá enviarlo cuando vuelva la conexión.',
    onlineAgain: 'Vuelve a tener conexión.',
    ended:
      'Este formulario se ha cerrado. Lo que ha escrito permanece aquí hasta que salga de la página, salvo lo que no se registra. Pida al agente en el chat que le envíe el formulario de nuevo.',
  },
  review: {
    heading: 'Revise sus respuestas',
    change: 'Cambiar',
    goesTo: (site) => `Sus respuestas llegan al agente de ${site} que le envió este formulario, y no al chat.`,
    send: 'Enviar',
    back: 'Volver',
    notAnswered: 'Sin respuesta',
    sealed: '•••• sellado para su agente',
    sending: 'Enviando…',
    notArrived: 'Sus respuestas no han llegado. No se ha perdido nada: pulse el botón de nuevo.',
    later:
      'Sus respuestas no han llegado: el servicio está muy ocupado en este momento. Espere un minuto y pulse el botón de nuevo.',
    unknown:
      'Aún no sabemos si sus respuestas han llegado, porque no se puede contactar con el servicio. Mantenga abierta esta página: sigue preguntando. También puede pulsar el botón de nuevo: no pueden llegar dos veces.',
  },
  receipt: {
    title: (site) => `Enviado a ${site}`,
    heading: (site) => `Sus respuestas se han enviado a ${site}`,
    text: 'Han llegado de forma segura. Puede cerrar este formulario y seguir con el chat.',
    to: 'Enviado a',
    toWhom: (site) => `El agente de ${site} que le envió este formulario. Nadie más en el chat puede leerlo.`,
    when: 'Fecha',
    reference: 'Referencia',
  },
  declineDialog: {
    title: '¿Dejar este formulario sin rellenar?',
    text: (site) => `No se envía nada de lo que ha escrito, y el agente de ${site} sabrá que prefiere no responder.`,
    yes: 'Sí, prefiero no responder',
    no: 'Volver al formulario',
    failed: 'No se ha podido avisar al agente. Inténtelo de nuevo.',
  },
  declined: {
    title: 'Sin rellenar',
    heading: 'Ha decidido no rellenar este formulario',
    text: (site) =>
      `No se ha enviado nada a ${site}, y el agente lo sabe. Si cambia de opinión, pídale en el chat que le envíe el formulario de nuevo.`,
  },
  moreTime: {
    title: '¿Necesita más tiempo?',
    text: 'Este formulario se cierra en unos dos minutos para proteger lo que ha escrito.',
    soon: 'Este formulario está a punto de cerrarse para proteger lo que ha escrito.',
    yes: 'Sí, necesito más tiempo',
    no: 'No',
    given: 'Ahora tiene más tiempo.',
    unreachable: 'No se puede contactar con el servicio en este momento. Inténtelo de nuevo.',
    longest: 'Este formulario no puede seguir abierto más tiempo. Envíelo ahora.',
  },
  notAvailable: {
    title: 'Este formulario no está disponible',
    heading: 'Este formulario no está disponible aquí',
    text: 'Un formulario se abre en un solo navegador y solo durante un tiempo. Quizá se abrió en otro, ha pasado demasiado tiempo o el chat ha terminado.',
    ask: 'Pida al agente en el chat que se lo envíe de nuevo.',
  },
  damagedLink: {
    title: 'Este enlace no está completo',
    heading: 'Este enlace no está completo',
    text: 'Los formularios seguros se abren con el enlace entero del chat. Púlselo allí o cópielo completo.',
  },
  distrust: {
    title: 'Este formulario no es seguro',
    heading: 'No rellene este formulario',
    text: 'Por eso esta página no puede garantizar que solo su agente podría leer sus respuestas, y no las pide. No se ha enviado nada. Avise al agente en el chat y pida un formulario nuevo.',
    'fingerprint-missing':
      'Al enlace le falta la parte que demuestra quién puede leer sus respuestas. Quizá se cortó al copiarlo.',
    'key-missing': 'Al formulario le falta la clave que el agente creó para él.',
    'fingerprint-mismatch':
      'El formulario no es el que envió el agente: su clave, sus preguntas o su finalidad se modificaron por el camino.',
  },
  unreachable: {
    title: 'No se puede acceder al formulario',
    heading: 'No se puede acceder al formulario en este momento',
    text: 'Quizá se ha perdido la conexión. No se ha gastado nada: puede intentarlo de nuevo.',
    busy: 'El servicio está muy ocupado en este momento. No se ha gastado nada: espere un minuto e inténtelo de nuevo.',
    again: 'Intentarlo de nuevo',
  },
}

import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

export const messages: Messages = {
  opening: 'Abriendo el formulario…',
  from: (site) => `Formulario seguro de ${site}`,
  formTitle: (form, site) => `${form}: formulario seguro de ${site}`,
  start: {
    title: (site) => `Formulario seguro de ${site}`,
    heading: (site) => `${site} le ha enviado un formulario seguro`,
    text: 'Solo el agente que lo ha enviado puede leer sus respuestas. No aparecen en el chat.',
    oneBrowser: 'Solo puede abrirlo en un navegador. Utilice el navegador en el que quiera rellenarlo.',
    open: 'Abrir el formulario',
  },
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
    cardBrand: (brand) => `Tipo de tarjeta: ${brand}`,
    offTheRecord: 'Nunca se guarda. Solo su agente puede ver esta respuesta, una sola vez.',
  },
  errors: {
    fillIn: (question) => `Rellene este campo: ${question}`,
    choose: (question) => `Elija una respuesta: ${question}`,
    chooseOne: (question) => `Elija una de las respuestas: ${question}`,
    symbol: (symbol) => `Elimine este carácter: ${symbol}`,
    characters: 'Elimine los caracteres que no se permiten aquí',
    longer: 'Introduzca una respuesta más larga',
    shorter: 'Introduzca una respuesta más corta',
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
      `Acorte esta respuesta: ${question}. El conjunto de sus respuestas es demasiado largo para enviarlo`,
    cardNumber: {
      missing: 'Introduzca su número de tarjeta',
      format: 'Introduzca solo los dígitos de su número de tarjeta',
      length: 'Revise su número de tarjeta. Debe tener entre 12 y 19 dígitos',
      checksum: 'Revise su número de tarjeta. Parece que no es correcto',
    },
    cardExpiry: {
      missing: (example) => `Introduzca la fecha de caducidad de su tarjeta, por ejemplo, ${example}`,
      format: (example) => `Introduzca el mes y el año, por ejemplo, ${example}`,
      month: 'Revise el mes. Debe estar entre 01 y 12',
      past: 'Esta tarjeta ha caducado. Revise la fecha o utilice otra tarjeta',
    },
    cardCode: {
      missing: 'Introduzca el código de seguridad de su tarjeta',
      format: 'Introduzca solo los dígitos del código de seguridad',
      length: 'Revise el código de seguridad. Tiene 3 dígitos, o 4 en las tarjetas American Express',
      digits: plural('es', {
        one: 'Revise el código de seguridad. En esta tarjeta tiene # dígito',
        many: 'Revise el código de seguridad. En esta tarjeta tiene # de dígitos',
        other: 'Revise el código de seguridad. En esta tarjeta tiene # dígitos',
      }),
    },
    pin: {
      missing: 'Introduzca su PIN',
      format: 'Introduzca solo los dígitos de su PIN',
      length: 'Introduzca un PIN de 4 a 12 dígitos',
    },
    email: {
      missing: 'Introduzca su dirección de correo electrónico',
      format: 'Introduzca una dirección de correo electrónico, por ejemplo, nombre@example.com',
      length: 'Introduzca una dirección de correo electrónico más corta',
    },
    phone: {
      missing: 'Introduzca su número de teléfono',
      format: 'Introduzca un número de teléfono, por ejemplo, +34 910 12 34 56',
      length: 'Revise su número de teléfono. Debe tener entre 4 y 15 dígitos',
    },
    date: {
      missing: (example) => `Introduzca una fecha, por ejemplo, ${example}`,
      format: (example) => `Introduzca una fecha válida, por ejemplo, ${example}`,
      year: 'Introduzca el año con 4 dígitos',
      from: (date) => `Introduzca una fecha a partir del ${date}`,
      until: (date) => `Introduzca una fecha hasta el ${date}`,
      fromToday: 'Introduzca la fecha de hoy o una posterior',
      untilToday: 'Introduzca la fecha de hoy o una anterior',
    },
    number: (example) => `Introduzca un número, por ejemplo, ${example}`,
    iban: {
      format: 'Introduzca un IBAN, por ejemplo, ES91 2100 0418 4502 0005 1332',
      length: 'Revise su IBAN. Debe tener entre 15 y 34 letras y dígitos',
      checksum: 'Revise su IBAN. Parece que no es correcto',
    },
    nationalId: {
      format: 'Utilice solo letras, dígitos, espacios y los caracteres . / - + ( )',
      length: 'Introduzca entre 4 y 32 caracteres',
    },
  },
  fillIn: {
    review: 'Revisar',
    decline: 'Rechazar',
    problem: 'Hay un problema',
    keepOpen:
      'Mantenga abierta esta página hasta que haya enviado el formulario. Este navegador no podrá volver a abrirlo.',
    notTaken: 'No hemos podido aceptar estas respuestas. Pida ayuda a su agente en el chat.',
    offline: 'No tiene conexión. Sus respuestas permanecen en esta página. Envíelas cuando vuelva a tener conexión.',
    onlineAgain: 'Vuelve a tener conexión.',
  },
  review: {
    heading: 'Revise sus respuestas',
    change: 'Cambiar',
    goesTo: (site) =>
      `Solo el agente de ${site} que le ha enviado este formulario puede leer sus respuestas. No aparecen en el chat.`,
    send: 'Enviar',
    back: 'Volver',
    notAnswered: 'Sin respuesta',
    sealed: '•••• Solo su agente puede verlo',
    sending: 'Enviando…',
    notArrived: 'Sus respuestas aún no se han enviado. Inténtelo de nuevo.',
    later:
      'Sus respuestas aún no se han enviado. En este momento recibimos muchas solicitudes. Espere un minuto e inténtelo de nuevo.',
    unknown:
      'Aún no sabemos si sus respuestas se han enviado. Mantenga abierta esta página mientras lo comprobamos. También puede intentarlo de nuevo: nunca enviamos sus respuestas dos veces.',
  },
  context: { purpose: 'Finalidad', amount: 'Importe', reference: 'Referencia' },
  receipt: {
    title: (site) => `Enviado a ${site}`,
    heading: (site) => `Sus respuestas se han enviado a ${site}`,
    inChat: 'Puede continuar con el chat.',
    onPage: 'Puede cerrar esta página y volver al chat.',
    to: 'Enviado a',
    toWhom: (site) =>
      `El agente de ${site} que le ha enviado este formulario. Nadie más en el chat puede leer sus respuestas.`,
    when: 'Fecha y hora',
    number: 'Número de confirmación',
    print: 'Imprimir o guardar',
  },
  declineDialog: {
    title: '¿Rechazar este formulario?',
    text: (site) =>
      `No se enviará nada de lo que ha introducido. El agente de ${site} verá que ha rechazado el formulario.`,
    yes: 'Rechazar el formulario',
    no: 'Volver al formulario',
    failed: 'No se ha podido rechazar el formulario. Inténtelo de nuevo.',
  },
  declined: {
    title: 'Formulario rechazado',
    heading: 'Ha rechazado este formulario',
    text: (site) =>
      `No se ha enviado nada a ${site}. Si cambia de opinión, pida a su agente en el chat que le envíe el formulario de nuevo.`,
  },
  moreTime: {
    title: '¿Necesita más tiempo?',
    text: 'Este formulario se cerrará en unos dos minutos para proteger sus respuestas.',
    soon: 'Este formulario está a punto de cerrarse para proteger sus respuestas.',
    yes: 'Necesito más tiempo',
    no: 'Dejar que se cierre el formulario',
    given: 'Ahora tiene más tiempo.',
    unreachable: 'No hemos podido darle más tiempo. Inténtelo de nuevo.',
    longest: 'Este formulario no puede permanecer abierto más tiempo. Envíelo ahora.',
  },
  ended: {
    cancelled: 'Su agente ha cancelado este formulario.',
    closed: 'El chat ha terminado. Por eso este formulario se ha cerrado.',
    expired: 'Este formulario ha caducado.',
    unknown: 'Este formulario ya no está abierto.',
    kept: 'Puede copiar lo que ha escrito hasta que salga de esta página. Hemos eliminado las respuestas que nunca se guardan.',
    askAgain: 'Pida a su agente en el chat que le envíe el formulario de nuevo.',
    newChat: 'Si todavía necesita el formulario, inicie un nuevo chat.',
  },
  notAvailable: {
    title: 'Este formulario no está disponible',
    heading: 'Este formulario no está disponible aquí',
    text: 'Un formulario se abre en un solo navegador y durante un tiempo limitado. Puede que esté abierto en otro navegador, que haya caducado o que el chat haya terminado.',
    ask: 'Pida a su agente en el chat que le envíe el formulario de nuevo.',
  },
  damagedLink: {
    title: 'Este enlace está incompleto',
    heading: 'Este enlace está incompleto',
    text: 'Vuelva a abrir el enlace desde el chat o cópielo entero.',
  },
  distrust: {
    title: 'Este formulario no es seguro',
    heading: 'No rellene este formulario',
    text: 'No podemos garantizar que solo su agente vea sus respuestas. Por eso esta página no se las pide. No se ha enviado nada. Avise a su agente en el chat y pídale un formulario nuevo.',
    'fingerprint-missing':
      'Al enlace le falta la parte que indica quién puede leer sus respuestas. Puede que se haya cortado al copiarlo.',
    'key-missing': 'A este formulario le falta la clave de su agente.',
    'fingerprint-mismatch':
      'Este no es el formulario que envió su agente. La clave, las preguntas o la finalidad se han modificado por el camino.',
  },
  unreachable: {
    title: 'No se puede acceder al formulario',
    heading: 'No se puede acceder al formulario en este momento',
    text: 'Compruebe su conexión a internet e inténtelo de nuevo.',
    busy: 'En este momento recibimos muchas solicitudes. Espere un minuto e inténtelo de nuevo.',
    again: 'Intentarlo de nuevo',
  },
  unsupported: {
    title: 'Esta página no puede mostrar el formulario',
    heading: 'Esta página no puede mostrar el formulario',
    tooOld:
      'Este navegador es demasiado antiguo. Actualícelo o abra el enlace en otro navegador. El enlace sigue funcionando.',
    insecure:
      'La conexión con esta página no es segura. Vuelva a abrir el enlace desde el chat. Debe empezar por https.',
    failed:
      'Se ha producido un error. Recargue esta página o abra el enlace en otro navegador. El enlace sigue funcionando.',
    failedOpened:
      'Se ha producido un error. Recargue esta página. Si el problema continúa, pida a su agente que le envíe el formulario de nuevo.',
    reload: 'Recargar la página',
  },
}

BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'yachaski','0001_first','2026-11-30 17:53:30.809106+00:00');
CREATE TABLE address (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    carrier_id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    heard_at INTEGER NOT NULL,
    blocked_at INTEGER,
    shown INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER,
    UNIQUE (channel, carrier_id)
) STRICT;
INSERT INTO "address" VALUES(1,'01a22d97-298a-777d-9d23-cabc047a4374','web','phone-1','{"v":1,"speaker":"01a22d97-29ce-77f6-b841-05dd7564d26f","expects":"","about":"","enrolling":null,"trial":null,"draft":null,"question":"","misses":0,"tries":[],"alarm":null,"calm_until":0,"cut_at":0}',1772460000,NULL,7,1773669600);
INSERT INTO "address" VALUES(2,'01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','phone-4','{"v":1,"speaker":"01a22d97-2aa4-7340-a12e-57a7fefe2718","expects":"","about":"","enrolling":null,"trial":null,"draft":null,"question":"","misses":0,"tries":[],"alarm":null,"calm_until":0,"cut_at":0}',1772460000,NULL,27,1773669600);
INSERT INTO "address" VALUES(3,'01a22d97-2b69-7204-a802-4aff9a7ea115','web','phone-10','{"v":1,"speaker":"01a22d97-2c7d-77be-a68e-e5b583cb77e3","expects":"ask.question","about":"","enrolling":null,"trial":null,"draft":null,"question":"","misses":0,"tries":[],"alarm":null,"calm_until":0,"cut_at":0}',1772460000,NULL,15,1773669600);
INSERT INTO "address" VALUES(4,'at-person-rosa','telegram','chat-at-person-rosa','',1772463600,NULL,0,NULL);
INSERT INTO "address" VALUES(6,'at-person-luz','telegram','chat-at-person-luz','{"speaker":"person-luz"}',1772463600,NULL,0,NULL);
CREATE TABLE alert (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    person TEXT,
    cohort TEXT,
    question TEXT,
    raised_at INTEGER NOT NULL,
    attended_by TEXT,
    attended_at INTEGER,
    calmed_at INTEGER
) STRICT;
INSERT INTO "alert" VALUES(2,'alert-person-luz','grave','person-luz','cohort-a',NULL,1772463600,NULL,NULL,NULL);
CREATE TABLE announcement (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    teacher TEXT NOT NULL,
    signature TEXT NOT NULL,
    text TEXT NOT NULL,
    media TEXT,
    audience TEXT NOT NULL,
    recipients TEXT NOT NULL,
    forward INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL,
    corrects TEXT,
    send_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO "announcement" VALUES(1,'01a22d97-2cf4-7475-b5b9-e903946b5332','01a22d97-29ce-77f6-b841-05dd7564d26f','Tu profe Elena','Mañana traigan su cuaderno.',NULL,'cohort:01a22d97-2986-71e1-b0bf-88dd425bc193','["01a22d97-2aa4-7340-a12e-57a7fefe2718", "01a22d97-2c7d-77be-a68e-e5b583cb77e3"]',2,'gone',NULL,1772460000,1772460000);
INSERT INTO "announcement" VALUES(2,'news','person-rosa','Profesora Rosa','Mañana 8 a. m.',NULL,'cohort:a','["", "person-luz"]',0,'waiting',NULL,1772463600,1772463600);
CREATE TABLE attempt (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    item TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    prompt TEXT NOT NULL UNIQUE,
    chosen TEXT NOT NULL,
    is_right INTEGER NOT NULL,
    hinted INTEGER NOT NULL,
    review INTEGER NOT NULL,
    stability_days REAL NOT NULL,
    due_at INTEGER NOT NULL,
    answered_at INTEGER NOT NULL
) STRICT;
INSERT INTO "attempt" VALUES(1,'01a22d97-2cb3-7456-8c40-0052381418f6','01a22d97-2aa4-7340-a12e-57a7fefe2718','emp-01-q1','1ddbb96711c6dd9c','01a22d97-2ca8-7103-aa7e-e1bfd4b50528','A',0,0,0,0.212,1772546400,1772460000);
INSERT INTO "attempt" VALUES(2,'01a22d97-2cc7-7510-804e-e4c51311cfce','01a22d97-2aa4-7340-a12e-57a7fefe2718','emp-01-q2','8628dd1baa5bb044','01a22d97-2cbd-73ed-bd62-8b75aa074cc1','A',0,0,0,0.212,1772546400,1772460000);
INSERT INTO "attempt" VALUES(4,'attempt-person-luz','person-luz','fin-04-q1','hash','prompt-person-luz','B',1,0,0,2.3,1772636400,1772463600);
CREATE TABLE check_in (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    month INTEGER NOT NULL,
    answer TEXT NOT NULL,
    answered_at INTEGER NOT NULL
) STRICT;
INSERT INTO "check_in" VALUES(2,'check-in-person-luz','person-luz',1,'sold',1772463600);
CREATE TABLE cohort (
    id TEXT PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL UNIQUE,
    teacher_name TEXT NOT NULL,
    paused_until TEXT
) STRICT;
INSERT INTO "cohort" VALUES('01a22d97-2986-71e1-b0bf-88dd425bc193','01a22d97-297c-75d5-8786-4630d92a8c1f','3.º B','HUAYTAR3','HUAYTAR3','Elena',NULL);
INSERT INTO "cohort" VALUES('cohort-a','visit-1','3A','ABCD2345','ABCD2345','Prof. Elena',NULL);
CREATE TABLE consent (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    version TEXT NOT NULL,
    given_by TEXT NOT NULL,
    channel TEXT NOT NULL,
    given_at INTEGER NOT NULL
) STRICT;
INSERT INTO "consent" VALUES(1,'01a22d97-2aba-73d2-9f15-734ca5a1fd33','01a22d97-2aa4-7340-a12e-57a7fefe2718','2','self','web',1772460000);
INSERT INTO "consent" VALUES(2,'01a22d97-2c7e-7010-a845-3db959dde136','01a22d97-2c7d-77be-a68e-e5b583cb77e3','2','self','web',1772460000);
INSERT INTO "consent" VALUES(4,'consent-person-luz','person-luz','1','person-luz','telegram',1772463600);
CREATE TABLE delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL REFERENCES address (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    person TEXT,
    kind TEXT NOT NULL,
    priority INTEGER NOT NULL,
    body TEXT NOT NULL,
    prompt TEXT,
    announcement TEXT,
    not_before INTEGER NOT NULL,
    expires_at INTEGER,
    status TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    doubts INTEGER NOT NULL DEFAULT 0,
    claimed_by TEXT,
    claimed_until INTEGER,
    started_at INTEGER,
    settled_at INTEGER,
    shown INTEGER,
    carrier_message TEXT,
    problem TEXT,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO "delivery" VALUES(1,'01a22d97-298c-71f3-8965-6de50bbf254d','01a22d97-298a-777d-9d23-cabc047a4374','web',NULL,'reply',0,'{"text":"Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Con este enlace llevas 3.º B, colegio San Juan. Guardo tu nombre y lo que escribes en este chat.\n¿Con qué nombre te conocen tus estudiantes? Por ejemplo: Elena."}',NULL,NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,1,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(2,'01a22d97-29cf-70d0-91c8-ea718d987a36','01a22d97-298a-777d-9d23-cabc047a4374','web',NULL,'reply',0,'{"text":"Gracias, profe Elena. Ya llevas 3.º B, colegio San Juan. Desde aquí ves a tu grupo, respondes preguntas y mandas anuncios. Una persona del programa puede leer cada pregunta y cada respuesta.","prompt":"01a22d97-29cf-70d0-91c8-ea708c6a4679","buttons":[["A","Mi grupo"],["B","Anuncio"]]}','01a22d97-29cf-70d0-91c8-ea708c6a4679',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,2,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(3,'01a22d97-2a67-7021-a00b-922ba5f11b74','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web',NULL,'reply',0,'{"text":"Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Te mando una lección corta al día para armar tu negocio. Es gratis; gasta pocos megas.\nEste código es de 3.º B, colegio San Juan, profe Elena. ¿No es tu salón? Escribe el código de tu afiche.\n¿Cuántos años tienes?","prompt":"01a22d97-2a67-7021-a00b-922a279f9755","buttons":[["A","Menos de 14"],["B","De 14 a 17"],["C","18 o más"]]}','01a22d97-2a67-7021-a00b-922a279f9755',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,1,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(4,'01a22d97-2a89-7552-8077-74ac5d866cbf','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web',NULL,'reply',0,'{"text":"Antes de empezar, mira qué guardo: el nombre que elijas, tu grupo de edad, tu hora, tus respuestas, lo que preguntas a tu profe y la clave de este chat.\nNo pido DNI, apellido ni número. Tu profe ve si escribes o estás en silencio. Lo que le preguntes también lo puede leer una persona del programa. Si me cuentas algo grave, aviso a quien cuida a los estudiantes.\nLo guardo dos años. Escribe «borrar» y lo borro antes.\n¿Aceptas?","prompt":"01a22d97-2a89-7552-8077-74ab3fb02e8e","buttons":[["A","Sí, acepto"],["B","Leer más"],["C","No acepto"]]}','01a22d97-2a89-7552-8077-74ab3fb02e8e',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,2,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(5,'01a22d97-2a8a-71a1-b519-dfa5164b91f1','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web',NULL,'retire',3,'{"text":"Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Te mando una lección corta al día para armar tu negocio. Es gratis; gasta pocos megas.\nEste código es de 3.º B, colegio San Juan, profe Elena. ¿No es tu salón? Escribe el código de tu afiche.\n¿Cuántos años tienes?\n\n✓ De 14 a 17","retires":"01a22d97-2a67-7021-a00b-922a279f9755"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,3,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(6,'01a22d97-2a9a-7590-93d0-bff4321d8921','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web',NULL,'reply',0,'{"text":"Gracias. ¿Con qué nombre te escribo? Uno que tu profe reconozca, sin tu apellido completo. Ejemplo: Rosa M."}',NULL,NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,4,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(7,'01a22d97-2a9a-7590-93d0-bff551b85c25','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web',NULL,'retire',3,'{"text":"Antes de empezar, mira qué guardo: el nombre que elijas, tu grupo de edad, tu hora, tus respuestas, lo que preguntas a tu profe y la clave de este chat.\nNo pido DNI, apellido ni número. Tu profe ve si escribes o estás en silencio. Lo que le preguntes también lo puede leer una persona del programa. Si me cuentas algo grave, aviso a quien cuida a los estudiantes.\nLo guardo dos años. Escribe «borrar» y lo borro antes.\n¿Aceptas?\n\n✓ Sí, acepto","retires":"01a22d97-2a89-7552-8077-74ab3fb02e8e"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,5,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(8,'01a22d97-2abb-774d-87f7-6d352d54d65c','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"Mucho gusto, Ana R. ¿A qué hora tienes el celular? Si es otra, escríbela.","prompt":"01a22d97-2aba-73d2-9f15-734d00b6f417","buttons":[["A","5 p. m."],["B","6 p. m."],["C","7 p. m."]]}','01a22d97-2aba-73d2-9f15-734d00b6f417',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,6,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(9,'01a22d97-2ada-7175-93f1-c23e291453ce','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"Listo, Ana. De lunes a viernes, a las 7 p. m., te aviso que hay lección. Si un día no puedes, te espero.\n¿Hacemos la primera? Son 5 minutos.","prompt":"01a22d97-2ad7-7324-8646-1fcf4dc25917","buttons":[["A","Empezar"],["B","Hoy a las 7 p. m."]]}','01a22d97-2ad7-7324-8646-1fcf4dc25917',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,7,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(10,'01a22d97-2adf-7131-be4c-7ec1550bdf50','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"Mucho gusto, Ana R. ¿A qué hora tienes el celular? Si es otra, escríbela.\n\n✓ 7 p. m.","retires":"01a22d97-2aba-73d2-9f15-734d00b6f417"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,8,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(11,'01a22d97-2b7a-710f-8668-738953688d94','01a22d97-2b69-7204-a802-4aff9a7ea115','web',NULL,'reply',0,'{"text":"Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Te mando una lección corta al día para armar tu negocio. Es gratis; gasta pocos megas.\nEste código es de 3.º B, colegio San Juan, profe Elena. ¿No es tu salón? Escribe el código de tu afiche.\n¿Cuántos años tienes?","prompt":"01a22d97-2b7a-710f-8668-7388bfc664ee","buttons":[["A","Menos de 14"],["B","De 14 a 17"],["C","18 o más"]]}','01a22d97-2b7a-710f-8668-7388bfc664ee',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,1,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(12,'01a22d97-2bd7-7202-96e4-5a10f84ec61e','01a22d97-2b69-7204-a802-4aff9a7ea115','web',NULL,'reply',0,'{"text":"Antes de empezar, mira qué guardo: el nombre que elijas, tu grupo de edad, tu hora, tus respuestas, lo que preguntas a tu profe y la clave de este chat.\nNo pido DNI, apellido ni número. Tu profe ve si escribes o estás en silencio. Lo que le preguntes también lo puede leer una persona del programa. Si me cuentas algo grave, aviso a quien cuida a los estudiantes.\nLo guardo dos años. Escribe «borrar» y lo borro antes.\n¿Aceptas?","prompt":"01a22d97-2bd6-759c-b155-71a7e8ecd8c0","buttons":[["A","Sí, acepto"],["B","Leer más"],["C","No acepto"]]}','01a22d97-2bd6-759c-b155-71a7e8ecd8c0',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,2,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(13,'01a22d97-2bd7-7202-96e4-5a11ab52183a','01a22d97-2b69-7204-a802-4aff9a7ea115','web',NULL,'retire',3,'{"text":"Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Te mando una lección corta al día para armar tu negocio. Es gratis; gasta pocos megas.\nEste código es de 3.º B, colegio San Juan, profe Elena. ¿No es tu salón? Escribe el código de tu afiche.\n¿Cuántos años tienes?\n\n✓ De 14 a 17","retires":"01a22d97-2b7a-710f-8668-7388bfc664ee"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,3,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(14,'01a22d97-2c06-70f0-8213-b82ec0d129b6','01a22d97-2b69-7204-a802-4aff9a7ea115','web',NULL,'reply',0,'{"text":"Gracias. ¿Con qué nombre te escribo? Uno que tu profe reconozca, sin tu apellido completo. Ejemplo: Rosa M."}',NULL,NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,4,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(15,'01a22d97-2c06-70f0-8213-b82fadb70788','01a22d97-2b69-7204-a802-4aff9a7ea115','web',NULL,'retire',3,'{"text":"Antes de empezar, mira qué guardo: el nombre que elijas, tu grupo de edad, tu hora, tus respuestas, lo que preguntas a tu profe y la clave de este chat.\nNo pido DNI, apellido ni número. Tu profe ve si escribes o estás en silencio. Lo que le preguntes también lo puede leer una persona del programa. Si me cuentas algo grave, aviso a quien cuida a los estudiantes.\nLo guardo dos años. Escribe «borrar» y lo borro antes.\n¿Aceptas?\n\n✓ Sí, acepto","retires":"01a22d97-2bd6-759c-b155-71a7e8ecd8c0"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,5,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(16,'01a22d97-2c7e-7010-a845-3dbba2be419b','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','reply',0,'{"text":"Mucho gusto, Rosa Q. ¿A qué hora tienes el celular? Si es otra, escríbela.","prompt":"01a22d97-2c7e-7010-a845-3dbafad56476","buttons":[["A","5 p. m."],["B","6 p. m."],["C","7 p. m."]]}','01a22d97-2c7e-7010-a845-3dbafad56476',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,6,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(17,'01a22d97-2c86-74b7-bee3-5a399904a3fc','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','reply',0,'{"text":"Listo, Rosa. De lunes a viernes, a las 7 p. m., te aviso que hay lección. Si un día no puedes, te espero.\n¿Hacemos la primera? Son 5 minutos.","prompt":"01a22d97-2c85-7602-9f57-2c726cee45b8","buttons":[["A","Empezar"],["B","Hoy a las 7 p. m."]]}','01a22d97-2c85-7602-9f57-2c726cee45b8',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,7,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(18,'01a22d97-2c86-74b7-bee3-5a3a8f668ada','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','retire',3,'{"text":"Mucho gusto, Rosa Q. ¿A qué hora tienes el celular? Si es otra, escríbela.\n\n✓ 7 p. m.","retires":"01a22d97-2c7e-7010-a845-3dbafad56476"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,8,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(19,'01a22d97-2c8f-77b5-b7f7-6db5fcb4c9c8','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"1 de 3 · El cuaderno de Yeni\nYeni quería un negocio «como los de la ciudad»: una tienda de ropa. No tenía plata ni local. Un día escribió en su cuaderno lo que ya sabía hacer: cuidar gallinas, coser y sacar cuentas. Ahí estaba su idea, y no la había visto.","prompt":"01a22d97-2c8f-77b5-b7f7-6db489c74450","buttons":[["A","Siguiente"],["B","Palabras"]]}','01a22d97-2c8f-77b5-b7f7-6db489c74450',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,9,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(20,'01a22d97-2c8f-77b5-b7f7-6db610ae584a','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"Listo, Ana. De lunes a viernes, a las 7 p. m., te aviso que hay lección. Si un día no puedes, te espero.\n¿Hacemos la primera? Son 5 minutos.\n\n✓ Empezar","retires":"01a22d97-2ad7-7324-8646-1fcf4dc25917"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,10,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(21,'01a22d97-2c98-77eb-97b0-657deadf39d3','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"2 de 3 · Mira lo que falta cerca\nEn su pueblo, a muchos se les rompía la mochila. Nadie la cosía. La gente la botaba o viajaba tres horas para comprar otra. Yeni sabía coser y tenía hilo. Lo que sabes hacer, más un problema que otros tienen: eso es una idea de negocio.","prompt":"01a22d97-2c98-77eb-97b0-657cc4628ac7","buttons":[["A","Siguiente"]]}','01a22d97-2c98-77eb-97b0-657cc4628ac7',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,11,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(22,'01a22d97-2c98-77eb-97b0-657e8cfbd28c','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"1 de 3 · El cuaderno de Yeni\nYeni quería un negocio «como los de la ciudad»: una tienda de ropa. No tenía plata ni local. Un día escribió en su cuaderno lo que ya sabía hacer: cuidar gallinas, coser y sacar cuentas. Ahí estaba su idea, y no la había visto.\n\n✓ Siguiente","retires":"01a22d97-2c8f-77b5-b7f7-6db489c74450"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,12,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(23,'01a22d97-2ca0-7374-8224-f4dcf75bfea3','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"3 de 3 · Ahora tú\nEscribe tres cosas que sabes hacer o que hay en tu casa: leche, lana, un horno, buena letra. Al lado, escribe de qué se queja la gente de tu pueblo. Busca dos que se junten. Puede ser pequeña. Pequeña se prueba más rápido.","prompt":"01a22d97-2ca0-7374-8224-f4dbe0bcc713","buttons":[["A","Ir a las preguntas"]]}','01a22d97-2ca0-7374-8224-f4dbe0bcc713',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,13,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(24,'01a22d97-2ca0-7374-8224-f4dd73f6d33c','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"2 de 3 · Mira lo que falta cerca\nEn su pueblo, a muchos se les rompía la mochila. Nadie la cosía. La gente la botaba o viajaba tres horas para comprar otra. Yeni sabía coser y tenía hilo. Lo que sabes hacer, más un problema que otros tienen: eso es una idea de negocio.\n\n✓ Siguiente","retires":"01a22d97-2c98-77eb-97b0-657cc4628ac7"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,14,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(25,'01a22d97-2ca8-7103-aa7e-e1c026fd3e26','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"Pregunta 1 de 2. Rubén tiene un burro y tiempo los sábados. ¿Cuál idea puede probar este sábado?\nA. Una empresa de transporte con tres camiones nuevos\nB. Llevar en su burro la leña de dos vecinas mayores\nC. Vender lo mismo que vende la tienda de la plaza","prompt":"01a22d97-2ca8-7103-aa7e-e1bfd4b50528","buttons":[["A","A"],["B","B"],["C","C"]]}','01a22d97-2ca8-7103-aa7e-e1bfd4b50528',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,15,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(26,'01a22d97-2ca9-75a7-b07a-b1e9c4c4e0dc','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"3 de 3 · Ahora tú\nEscribe tres cosas que sabes hacer o que hay en tu casa: leche, lana, un horno, buena letra. Al lado, escribe de qué se queja la gente de tu pueblo. Busca dos que se junten. Puede ser pequeña. Pequeña se prueba más rápido.\n\n✓ Ir a las preguntas","retires":"01a22d97-2ca0-7374-8224-f4dbe0bcc713"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,16,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(27,'01a22d97-2cb4-7138-a220-a0a0a2e50b3e','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"Casi. Quizá un día. Hoy le faltan los camiones y mucha plata. Primero se prueba con lo que ya tienes. Era la B. Te la pregunto otro día.","prompt":"01a22d97-2cb4-7138-a220-a09fcdb87cba","buttons":[["A","Siguiente"]]}','01a22d97-2cb4-7138-a220-a09fcdb87cba',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,17,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(28,'01a22d97-2cb4-7138-a220-a0a11ceac533','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"Pregunta 1 de 2. Rubén tiene un burro y tiempo los sábados. ¿Cuál idea puede probar este sábado?\nA. Una empresa de transporte con tres camiones nuevos\nB. Llevar en su burro la leña de dos vecinas mayores\nC. Vender lo mismo que vende la tienda de la plaza\n\n✓ A","retires":"01a22d97-2ca8-7103-aa7e-e1bfd4b50528"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,18,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(29,'01a22d97-2cbd-73ed-bd62-8b76682b2e26','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"Pregunta 2 de 2. Anita quiere hallar un problema para resolver. ¿Qué le ayuda más?\nA. Copiar un negocio que vio en un video\nB. Esperar en su casa una idea que nadie tuvo\nC. Escuchar de qué se quejan en el paradero","prompt":"01a22d97-2cbd-73ed-bd62-8b75aa074cc1","buttons":[["A","A"],["B","B"],["C","C"]]}','01a22d97-2cbd-73ed-bd62-8b75aa074cc1',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,19,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(30,'01a22d97-2cbd-73ed-bd62-8b77aaa2ac02','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"Casi. Quizá un día. Hoy le faltan los camiones y mucha plata. Primero se prueba con lo que ya tienes. Era la B. Te la pregunto otro día.\n\n✓ Siguiente","retires":"01a22d97-2cb4-7138-a220-a09fcdb87cba"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,20,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(31,'01a22d97-2cc7-7510-804e-e4c7b53ae682','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"Casi. Puede servir de ejemplo. Pero ese negocio resolvía un problema de otro lugar. Mira primero el tuyo. Era la C. Te la pregunto otro día.","prompt":"01a22d97-2cc7-7510-804e-e4c6b8cdbf38","buttons":[["A","Siguiente"]]}','01a22d97-2cc7-7510-804e-e4c6b8cdbf38',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,21,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(32,'01a22d97-2cc7-7510-804e-e4c828bdb865','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"Pregunta 2 de 2. Anita quiere hallar un problema para resolver. ¿Qué le ayuda más?\nA. Copiar un negocio que vio en un video\nB. Esperar en su casa una idea que nadie tuvo\nC. Escuchar de qué se quejan en el paradero\n\n✓ A","retires":"01a22d97-2cbd-73ed-bd62-8b75aa074cc1"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,22,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(33,'01a22d97-2ccf-76d2-87eb-b39a599736d1','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','reply',0,'{"text":"Terminaste. Para hoy: escribe en tu cuaderno tres cosas que sabes hacer y tres problemas de tu pueblo. Une dos con una línea.\nSemana 1 · 1 de 5","prompt":"01a22d97-2ccf-76d2-87eb-b399e4110b18","buttons":[["A","Ya lo hice"],["B","Lo hago mañana"],["C","Guardar resumen"]]}','01a22d97-2ccf-76d2-87eb-b399e4110b18',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,23,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(34,'01a22d97-2ccf-76d2-87eb-b39bde1b406d','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','retire',3,'{"text":"Casi. Puede servir de ejemplo. Pero ese negocio resolvía un problema de otro lugar. Mira primero el tuyo. Era la C. Te la pregunto otro día.\n\n✓ Siguiente","retires":"01a22d97-2cc7-7510-804e-e4c6b8cdbf38"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,24,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(35,'01a22d97-2cda-7222-aace-9e92092e7368','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','reply',0,'{"text":"1 de 3 · El cuaderno de Yeni\nYeni quería un negocio «como los de la ciudad»: una tienda de ropa. No tenía plata ni local. Un día escribió en su cuaderno lo que ya sabía hacer: cuidar gallinas, coser y sacar cuentas. Ahí estaba su idea, y no la había visto.","prompt":"01a22d97-2cda-7222-aace-9e91f3700f40","buttons":[["A","Siguiente"],["B","Palabras"]]}','01a22d97-2cda-7222-aace-9e91f3700f40',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,9,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(36,'01a22d97-2cda-7222-aace-9e934a84c04a','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','retire',3,'{"text":"Listo, Rosa. De lunes a viernes, a las 7 p. m., te aviso que hay lección. Si un día no puedes, te espero.\n¿Hacemos la primera? Son 5 minutos.\n\n✓ Empezar","retires":"01a22d97-2c85-7602-9f57-2c726cee45b8"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,10,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(37,'01a22d97-2ce2-7267-bf3d-c0dd563bd400','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','reply',0,'{"text":"Escribe tu pregunta para tu profe Elena. La ves antes de que salga."}',NULL,NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,11,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(38,'01a22d97-2ce8-70f2-afb6-e5fd451127ac','01a22d97-298a-777d-9d23-cabc047a4374','web','01a22d97-29ce-77f6-b841-05dd7564d26f','reply',0,'{"text":"¿Qué quieres avisar? Escríbelo o manda una foto."}',NULL,NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,3,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(39,'01a22d97-2cee-736a-8ca7-7980ff5c649b','01a22d97-298a-777d-9d23-cabc047a4374','web','01a22d97-29ce-77f6-b841-05dd7564d26f','reply',0,'{"text":"Les llegará a 2 de 2. Se verá así:\n📣 Tu profe Elena: Mañana traigan su cuaderno.\n¿Cuándo sale?","prompt":"01a22d97-2cee-736a-8ca7-797f282ae093","buttons":[["A","Ahora"],["B","A otra hora"],["C","Corregir"]]}','01a22d97-2cee-736a-8ca7-797f282ae093',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,4,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(40,'01a22d97-2cf4-7475-b5b9-e905bf5ea869','01a22d97-298a-777d-9d23-cabc047a4374','web','01a22d97-29ce-77f6-b841-05dd7564d26f','reply',0,'{"text":"Saliendo.","prompt":"01a22d97-2cf4-7475-b5b9-e90450315afe","buttons":[["A","Cancelar"]]}','01a22d97-2cf4-7475-b5b9-e90450315afe',NULL,1772460000,NULL,'sent',1,0,NULL,NULL,1772460000,1772460000,5,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(41,'01a22d97-2cf4-7475-b5b9-e9060914420c','01a22d97-298a-777d-9d23-cabc047a4374','web','01a22d97-29ce-77f6-b841-05dd7564d26f','retire',3,'{"text":"Les llegará a 2 de 2. Se verá así:\n📣 Tu profe Elena: Mañana traigan su cuaderno.\n¿Cuándo sale?\n\n✓ Ahora","retires":"01a22d97-2cee-736a-8ca7-797f282ae093"}',NULL,NULL,1772460000,1772460120,'sent',1,0,NULL,NULL,1772460000,1772460000,6,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(42,'01a22d97-2cf6-7099-8655-74e9f9273971','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','announcement',1,'{"text":"📣 Tu profe Elena:\nMañana traigan su cuaderno.","prompt":"01a22d97-2cf6-7099-8655-74e8d8355566","buttons":[["A","Entendido"],["B","Preguntar a mi profe"]]}','01a22d97-2cf6-7099-8655-74e8d8355566','01a22d97-2cf4-7475-b5b9-e903946b5332',1772460000,1772719200,'sent',1,0,NULL,NULL,1772460000,1772460000,25,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(43,'01a22d97-2cf6-7099-8655-74ec336aa39a','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','announcement',1,'{"text":"📣 Tu profe Elena:\nMañana traigan su cuaderno.","prompt":"01a22d97-2cf6-7099-8655-74eb51f81cf4","buttons":[["A","Entendido"],["B","Preguntar a mi profe"]]}','01a22d97-2cf6-7099-8655-74eb51f81cf4','01a22d97-2cf4-7475-b5b9-e903946b5332',1772460000,1772719200,'sent',1,0,NULL,NULL,1772460000,1772460000,12,NULL,NULL,1772460000);
INSERT INTO "delivery" VALUES(44,'01a22d97-2d00-7375-9998-484ec4defb00','01a22d97-298a-777d-9d23-cabc047a4374','web','01a22d97-29ce-77f6-b841-05dd7564d26f','announcement',1,'{"text":"Llegó a 2 de 2; todavía nadie tocó «Entendido».","prompt":"01a22d97-2d00-7375-9998-484d6a5388c1","buttons":[["A","Ver la lista"],["B","Corrección"]]}','01a22d97-2d00-7375-9998-484d6a5388c1',NULL,1772461800,NULL,'sent',1,0,NULL,NULL,1772461800,1772461800,7,NULL,NULL,1772461800);
INSERT INTO "delivery" VALUES(45,'01a22d97-2d07-7665-8fd3-a3c0d7b5d008','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','drip',2,'{"text":"Hola, Rosa. Hoy: «Lo que sabes hacer». 3 tarjetas, 2 preguntas, 5 minutos.","prompt":"01a22d97-2d07-7665-8fd3-a3bff69c6df5","buttons":[["A","Empezar"],["B","Más tarde"]]}','01a22d97-2d07-7665-8fd3-a3bff69c6df5',NULL,1772496000,1772503200,'sent',1,0,NULL,NULL,1772496000,1772496000,13,NULL,NULL,1772496000);
INSERT INTO "delivery" VALUES(46,'01a22d97-2d0e-73a0-9128-dbeeb07ddb33','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','drip',2,'{"text":"Hola, Ana. Hoy: 2 repasos y «¿Quién te compra?». 7 minutos.","prompt":"01a22d97-2d0e-73a0-9128-dbed2964490e","buttons":[["A","Empezar"],["B","Solo el repaso"]]}','01a22d97-2d0e-73a0-9128-dbed2964490e',NULL,1772582400,1772589600,'sent',1,0,NULL,NULL,1772582400,1772582400,26,NULL,NULL,1772582400);
INSERT INTO "delivery" VALUES(47,'01a22d97-2d0e-73a0-9128-dbf1ca8e6fe8','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','drip',2,'{"text":"Hola, Rosa. Hoy: «Lo que sabes hacer». 3 tarjetas, 2 preguntas, 5 minutos.","prompt":"01a22d97-2d0e-73a0-9128-dbf0169ca895","buttons":[["A","Empezar"],["B","Más tarde"]]}','01a22d97-2d0e-73a0-9128-dbf0169ca895',NULL,1772582400,1772589600,'sent',1,0,NULL,NULL,1772582400,1772582400,14,NULL,NULL,1772582400);
INSERT INTO "delivery" VALUES(48,'01a22d97-2d1c-71ea-8348-bffc86239177','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','web','01a22d97-2aa4-7340-a12e-57a7fefe2718','drip',2,'{"text":"Hola, Ana. Hoy: 2 repasos y «¿Quién te compra?». 7 minutos.","prompt":"01a22d97-2d1c-71ea-8348-bffbea9cd12e","buttons":[["A","Empezar"],["B","Solo el repaso"]]}','01a22d97-2d1c-71ea-8348-bffbea9cd12e',NULL,1772668800,1772676000,'sent',1,0,NULL,NULL,1772668800,1772668800,27,NULL,NULL,1772668800);
INSERT INTO "delivery" VALUES(49,'01a22d97-2d1d-729f-b094-1ee4a35f276a','01a22d97-2b69-7204-a802-4aff9a7ea115','web','01a22d97-2c7d-77be-a68e-e5b583cb77e3','drip',2,'{"text":"Hola, Rosa. Hoy: «Lo que sabes hacer». 3 tarjetas, 2 preguntas, 5 minutos.","prompt":"01a22d97-2d1d-729f-b094-1ee3ffc590c4","buttons":[["A","Empezar"],["B","Más tarde"]]}','01a22d97-2d1d-729f-b094-1ee3ffc590c4',NULL,1772668800,1772676000,'sent',1,0,NULL,NULL,1772668800,1772668800,15,NULL,NULL,1772668800);
INSERT INTO "delivery" VALUES(52,'delivery-3','at-person-luz','telegram','person-luz','reply',0,'{"text":"for person-luz"}',NULL,NULL,1772463600,NULL,'queued',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1772463600);
INSERT INTO "delivery" VALUES(53,'delivery-4','at-person-luz','telegram',NULL,'reply',0,'{"text":"hello person-luz"}',NULL,NULL,1772463600,NULL,'queued',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1772463600);
INSERT INTO "delivery" VALUES(54,'delivery-5','at-person-luz','telegram','person-luz','reply',0,'{"text":"Hola ''ñ'' \t 🌽"}',NULL,NULL,1772463600,NULL,'queued',0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1772463600);
CREATE TABLE enrolment (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL REFERENCES learner (person),
    cohort TEXT NOT NULL REFERENCES cohort (id),
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    accepted_at INTEGER
) STRICT;
INSERT INTO "enrolment" VALUES(1,'01a22d97-2aba-73d2-9f15-734bc614ba2b','01a22d97-2aa4-7340-a12e-57a7fefe2718','01a22d97-2986-71e1-b0bf-88dd425bc193',1772460000,NULL,1772460000);
INSERT INTO "enrolment" VALUES(2,'01a22d97-2c7e-7010-a845-3db8b155430b','01a22d97-2c7d-77be-a68e-e5b583cb77e3','01a22d97-2986-71e1-b0bf-88dd425bc193',1772460000,NULL,1772460000);
INSERT INTO "enrolment" VALUES(4,'enrolment-person-luz','person-luz','cohort-a',1772463600,NULL,NULL);
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO "fact" VALUES('salt','fe834467c462ebc418aeccdfef487028');
INSERT INTO "fact" VALUES('clock.seen','1772672400');
CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    event_key TEXT NOT NULL,
    lane TEXT NOT NULL,
    body TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    done_at INTEGER,
    problem TEXT,
    UNIQUE (event_key, channel)
) STRICT;
INSERT INTO "inbox" VALUES(1,'web','phone-1:2','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(2,'web','phone-1:3','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(3,'web','phone-4:5','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(4,'web','phone-4:6','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(5,'web','phone-4:7','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(6,'web','phone-4:8','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(7,'inside','newcomers:01a22d97-2986-71e1-b0bf-88dd425bc193:984701','','',1772460000,1772461800,1772461800,NULL);
INSERT INTO "inbox" VALUES(8,'web','phone-4:9','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(9,'web','phone-10:11','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(10,'web','phone-10:12','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(11,'web','phone-10:13','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(12,'web','phone-10:14','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(14,'web','phone-10:15','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(15,'web','phone-4:16','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(16,'web','phone-4:17','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(17,'web','phone-4:18','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(18,'web','phone-4:19','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(19,'web','phone-4:20','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(20,'web','phone-4:21','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(21,'web','phone-4:22','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(22,'web','phone-4:23','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(23,'web','phone-10:24','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(24,'web','phone-10:25','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(25,'web','phone-1:26','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(26,'web','phone-1:27','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(27,'web','phone-1:28','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(28,'inside','leaves:01a22d97-2cf4-7475-b5b9-e903946b5332','','',1772460000,1772460000,1772460000,NULL);
INSERT INTO "inbox" VALUES(29,'inside','reported:01a22d97-2cf4-7475-b5b9-e903946b5332','','',1772460000,1772461800,1772461800,NULL);
INSERT INTO "inbox" VALUES(30,'inside','01a22d97-2cff-76a4-b5e8-d02881dde675','','',1772461800,1772461800,1772461800,NULL);
INSERT INTO "inbox" VALUES(33,'telegram','update-person-luz','chat-at-person-luz','hola',1772463600,1772463600,NULL,NULL);
INSERT INTO "inbox" VALUES(34,'inside','due:person-luz','person-luz','{"learner":"person-luz"}',1772463600,1772463600,NULL,NULL);
CREATE TABLE invite (
    token_hash TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    cohort TEXT REFERENCES cohort (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    spent_at INTEGER,
    spent_by TEXT,
    replaces TEXT,
    learner TEXT
) STRICT;
INSERT INTO "invite" VALUES('a7e6f9521be00bf4071825c9286bfec3e84ab49e88e31fac8791dcd95b571a53','teacher','01a22d97-2986-71e1-b0bf-88dd425bc193',1772460000,1773064800,1772460000,'01a22d97-29ce-77f6-b841-05dd7564d26f',NULL,NULL);
INSERT INTO "invite" VALUES('993d55d0f69ee25d6e847061fe723fc41d14f2a7a09db2d522e0e492a37ce8cb','operator',NULL,1772463600,1772550000,1772463600,'person-luz',NULL,NULL);
INSERT INTO "invite" VALUES('e70508a624d0f3ce9382cba5935eaa2dbdabf7e7a687156daebff34bded9544f','phone',NULL,1772463600,1772550000,NULL,NULL,NULL,'person-luz');
CREATE TABLE learner (
    person TEXT PRIMARY KEY REFERENCES person (id),
    age_band TEXT NOT NULL,
    recovery_key TEXT NOT NULL UNIQUE,
    progress TEXT NOT NULL,
    next_due_at INTEGER,
    heard_at INTEGER,
    lessons_done INTEGER NOT NULL DEFAULT 0,
    paused INTEGER NOT NULL DEFAULT 0,
    graduated INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "learner" VALUES('01a22d97-2aa4-7340-a12e-57a7fefe2718','14_to_17','YK15Y568','{"v":1,"place":null,"parked":null,"done":{"emp-01":"2026-03-02"},"memory":{"emp-01-q1":{"stability_days":0.212,"difficulty":6.4133,"due_at":1772546400,"last_at":1772460000,"right_on":[],"last_right":false},"emp-01-q2":{"stability_days":0.212,"difficulty":6.4133,"due_at":1772546400,"last_at":1772460000,"right_on":[],"last_right":false}},"hour":1140,"days":[0,1,2,3,4],"start":"","paused_until":"","active":["2026-03-02"],"queue":[],"reviewed_on":"","reviewed":0,"offered_on":"2026-03-04","offered":"emp-02","nudged_on":"","unheard":2,"erase_at":0,"kept_from":"","keep_asked":"","age_asked":"","asked_on":"","asked":0,"no_questions_until":"","support":null,"exam":null,"drill":""}',1772755200,1772460000,1,0,0);
INSERT INTO "learner" VALUES('01a22d97-2c7d-77be-a68e-e5b583cb77e3','14_to_17','2ZHDV7DK','{"v":1,"place":{"lesson":"emp-01","step":"card-1"},"parked":null,"done":{},"memory":{},"hour":1140,"days":[0,1,2,3,4],"start":"","paused_until":"","active":["2026-03-02"],"queue":[],"reviewed_on":"","reviewed":0,"offered_on":"2026-03-04","offered":"emp-01","nudged_on":"","unheard":3,"erase_at":0,"kept_from":"","keep_asked":"","age_asked":"","asked_on":"","asked":0,"no_questions_until":"","support":null,"exam":null,"drill":""}',1772755200,1772460000,0,0,0);
INSERT INTO "learner" VALUES('person-luz','14_to_17','key-person-luz','{"v":1}',NULL,NULL,0,0,0);
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;
INSERT INTO "lease" VALUES('sender.web','18339-f064dbea',1772672430);
INSERT INTO "lease" VALUES('sender.screen','18339-f064dbea',1772672430);
INSERT INTO "lease" VALUES('tick','box',1772672460);
CREATE TABLE media (
    id TEXT PRIMARY KEY,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    channel TEXT NOT NULL,
    carrier_ref TEXT NOT NULL,
    content BLOB,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO "media" VALUES('photo','image/jpeg',4,'telegram','ref',X'00FF0A5C',1772463600);
CREATE TABLE miss (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL,
    missed_at INTEGER NOT NULL
) STRICT;
INSERT INTO "miss" VALUES(1,'prestamo',1772463600);
CREATE TABLE person (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    former_name TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'es',
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO "person" VALUES(1,'01a22d97-29ce-77f6-b841-05dd7564d26f','Elena','','es',1772460000);
INSERT INTO "person" VALUES(2,'01a22d97-2aa4-7340-a12e-57a7fefe2718','Ana R.','','es',1772460000);
INSERT INTO "person" VALUES(3,'01a22d97-2c7d-77be-a68e-e5b583cb77e3','Rosa Q.','','es',1772460000);
INSERT INTO "person" VALUES(4,'person-rosa','Rosa','','es',1772463600);
INSERT INTO "person" VALUES(6,'person-luz','person-luz','','es',1772463600);
CREATE TABLE prompt (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL REFERENCES address (id) ON DELETE CASCADE,
    person TEXT,
    item TEXT,
    content_hash TEXT,
    body TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    chosen TEXT
) STRICT;
INSERT INTO "prompt" VALUES(1,'01a22d97-29cf-70d0-91c8-ea708c6a4679','01a22d97-298a-777d-9d23-cabc047a4374',NULL,NULL,NULL,'{"text":"Gracias, profe Elena. Ya llevas 3.º B, colegio San Juan. Desde aquí ves a tu grupo, respondes preguntas y mandas anuncios. Una persona del programa puede leer cada pregunta y cada respuesta.","choices":[{"label":"Mi grupo","action":"teacher.cohorts","argument":"","words":""},{"label":"Anuncio","action":"announce.begin","argument":"","words":""}],"quiz":null}',1772460000,NULL,NULL);
INSERT INTO "prompt" VALUES(2,'01a22d97-2a67-7021-a00b-922a279f9755','01a22d97-2a66-73dc-8eb2-cc79d36b90a8',NULL,NULL,NULL,'{"text":"Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Te mando una lección corta al día para armar tu negocio. Es gratis; gasta pocos megas.\nEste código es de 3.º B, colegio San Juan, profe Elena. ¿No es tu salón? Escribe el código de tu afiche.\n¿Cuántos años tienes?","choices":[{"label":"Menos de 14","action":"enrol.age","argument":"under_14:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""},{"label":"De 14 a 17","action":"enrol.age","argument":"14_to_17:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""},{"label":"18 o más","action":"enrol.age","argument":"adult:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""}],"quiz":null}',1772460000,1772460000,'B');
INSERT INTO "prompt" VALUES(3,'01a22d97-2a89-7552-8077-74ab3fb02e8e','01a22d97-2a66-73dc-8eb2-cc79d36b90a8',NULL,NULL,NULL,'{"text":"Antes de empezar, mira qué guardo: el nombre que elijas, tu grupo de edad, tu hora, tus respuestas, lo que preguntas a tu profe y la clave de este chat.\nNo pido DNI, apellido ni número. Tu profe ve si escribes o estás en silencio. Lo que le preguntes también lo puede leer una persona del programa. Si me cuentas algo grave, aviso a quien cuida a los estudiantes.\nLo guardo dos años. Escribe «borrar» y lo borro antes.\n¿Aceptas?","choices":[{"label":"Sí, acepto","action":"enrol.accept","argument":"14_to_17:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""},{"label":"Leer más","action":"enrol.more","argument":"14_to_17:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""},{"label":"No acepto","action":"enrol.decline","argument":"14_to_17:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(4,'01a22d97-2aba-73d2-9f15-734d00b6f417','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"Mucho gusto, Ana R. ¿A qué hora tienes el celular? Si es otra, escríbela.","choices":[{"label":"5 p. m.","action":"enrol.hour","argument":"1020","words":""},{"label":"6 p. m.","action":"enrol.hour","argument":"1080","words":""},{"label":"7 p. m.","action":"enrol.hour","argument":"1140","words":""}],"quiz":null}',1772460000,1772460000,'C');
INSERT INTO "prompt" VALUES(5,'01a22d97-2ad7-7324-8646-1fcf4dc25917','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"Listo, Ana. De lunes a viernes, a las 7 p. m., te aviso que hay lección. Si un día no puedes, te espero.\n¿Hacemos la primera? Son 5 minutos.","choices":[{"label":"Empezar","action":"today.start","argument":"","words":""},{"label":"Hoy a las 7 p. m.","action":"enrol.later","argument":"","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(6,'01a22d97-2b7a-710f-8668-7388bfc664ee','01a22d97-2b69-7204-a802-4aff9a7ea115',NULL,NULL,NULL,'{"text":"Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Te mando una lección corta al día para armar tu negocio. Es gratis; gasta pocos megas.\nEste código es de 3.º B, colegio San Juan, profe Elena. ¿No es tu salón? Escribe el código de tu afiche.\n¿Cuántos años tienes?","choices":[{"label":"Menos de 14","action":"enrol.age","argument":"under_14:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""},{"label":"De 14 a 17","action":"enrol.age","argument":"14_to_17:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""},{"label":"18 o más","action":"enrol.age","argument":"adult:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""}],"quiz":null}',1772460000,1772460000,'B');
INSERT INTO "prompt" VALUES(7,'01a22d97-2bd6-759c-b155-71a7e8ecd8c0','01a22d97-2b69-7204-a802-4aff9a7ea115',NULL,NULL,NULL,'{"text":"Antes de empezar, mira qué guardo: el nombre que elijas, tu grupo de edad, tu hora, tus respuestas, lo que preguntas a tu profe y la clave de este chat.\nNo pido DNI, apellido ni número. Tu profe ve si escribes o estás en silencio. Lo que le preguntes también lo puede leer una persona del programa. Si me cuentas algo grave, aviso a quien cuida a los estudiantes.\nLo guardo dos años. Escribe «borrar» y lo borro antes.\n¿Aceptas?","choices":[{"label":"Sí, acepto","action":"enrol.accept","argument":"14_to_17:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""},{"label":"Leer más","action":"enrol.more","argument":"14_to_17:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""},{"label":"No acepto","action":"enrol.decline","argument":"14_to_17:01a22d97-2986-71e1-b0bf-88dd425bc193","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(8,'01a22d97-2c7e-7010-a845-3dbafad56476','01a22d97-2b69-7204-a802-4aff9a7ea115','01a22d97-2c7d-77be-a68e-e5b583cb77e3',NULL,NULL,'{"text":"Mucho gusto, Rosa Q. ¿A qué hora tienes el celular? Si es otra, escríbela.","choices":[{"label":"5 p. m.","action":"enrol.hour","argument":"1020","words":""},{"label":"6 p. m.","action":"enrol.hour","argument":"1080","words":""},{"label":"7 p. m.","action":"enrol.hour","argument":"1140","words":""}],"quiz":null}',1772460000,1772460000,'C');
INSERT INTO "prompt" VALUES(9,'01a22d97-2c85-7602-9f57-2c726cee45b8','01a22d97-2b69-7204-a802-4aff9a7ea115','01a22d97-2c7d-77be-a68e-e5b583cb77e3',NULL,NULL,'{"text":"Listo, Rosa. De lunes a viernes, a las 7 p. m., te aviso que hay lección. Si un día no puedes, te espero.\n¿Hacemos la primera? Son 5 minutos.","choices":[{"label":"Empezar","action":"today.start","argument":"","words":""},{"label":"Hoy a las 7 p. m.","action":"enrol.later","argument":"","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(10,'01a22d97-2c8f-77b5-b7f7-6db489c74450','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"1 de 3 · El cuaderno de Yeni\nYeni quería un negocio «como los de la ciudad»: una tienda de ropa. No tenía plata ni local. Un día escribió en su cuaderno lo que ya sabía hacer: cuidar gallinas, coser y sacar cuentas. Ahí estaba su idea, y no la había visto.","choices":[{"label":"Siguiente","action":"lesson.step","argument":"emp-01:card-2","words":""},{"label":"Palabras","action":"lesson.words","argument":"emp-01","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(11,'01a22d97-2c98-77eb-97b0-657cc4628ac7','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"2 de 3 · Mira lo que falta cerca\nEn su pueblo, a muchos se les rompía la mochila. Nadie la cosía. La gente la botaba o viajaba tres horas para comprar otra. Yeni sabía coser y tenía hilo. Lo que sabes hacer, más un problema que otros tienen: eso es una idea de negocio.","choices":[{"label":"Siguiente","action":"lesson.step","argument":"emp-01:card-3","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(12,'01a22d97-2ca0-7374-8224-f4dbe0bcc713','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"3 de 3 · Ahora tú\nEscribe tres cosas que sabes hacer o que hay en tu casa: leche, lana, un horno, buena letra. Al lado, escribe de qué se queja la gente de tu pueblo. Busca dos que se junten. Puede ser pequeña. Pequeña se prueba más rápido.","choices":[{"label":"Ir a las preguntas","action":"lesson.step","argument":"emp-01:q1","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(13,'01a22d97-2ca8-7103-aa7e-e1bfd4b50528','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718','emp-01-q1','1ddbb96711c6dd9c','{"text":"Pregunta 1 de 2. Rubén tiene un burro y tiempo los sábados. ¿Cuál idea puede probar este sábado?\nA. Una empresa de transporte con tres camiones nuevos\nB. Llevar en su burro la leña de dos vecinas mayores\nC. Vender lo mismo que vende la tienda de la plaza","choices":[{"label":"A","action":"quiz.answer","argument":"A","words":"Una empresa de transporte con tres camiones nuevos"},{"label":"B","action":"quiz.answer","argument":"B","words":"Llevar en su burro la leña de dos vecinas mayores"},{"label":"C","action":"quiz.answer","argument":"C","words":"Vender lo mismo que vende la tienda de la plaza"}],"quiz":{"item":"emp-01-q1","content_hash":"1ddbb96711c6dd9c","right":"B","explanations":["Quizá un día. Hoy le faltan los camiones y mucha plata. Primero se prueba con lo que ya tienes. Era la B.","¡Eso! Usa lo que ya tiene y resuelve un problema de dos personas. El sábado sabrá si le pagan.","La gente ya lo compra ahí. Rubén gastaría en mercadería y no resuelve nada nuevo. Su burro sí ayuda a alguien. Era la B."],"hint":"Fíjate en qué tiene Rubén hoy y a quién le sirve.","review":false,"hinted":false}}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(14,'01a22d97-2cb4-7138-a220-a09fcdb87cba','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"Casi. Quizá un día. Hoy le faltan los camiones y mucha plata. Primero se prueba con lo que ya tienes. Era la B. Te la pregunto otro día.","choices":[{"label":"Siguiente","action":"lesson.step","argument":"emp-01:q2","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(15,'01a22d97-2cbd-73ed-bd62-8b75aa074cc1','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718','emp-01-q2','8628dd1baa5bb044','{"text":"Pregunta 2 de 2. Anita quiere hallar un problema para resolver. ¿Qué le ayuda más?\nA. Copiar un negocio que vio en un video\nB. Esperar en su casa una idea que nadie tuvo\nC. Escuchar de qué se quejan en el paradero","choices":[{"label":"A","action":"quiz.answer","argument":"A","words":"Copiar un negocio que vio en un video"},{"label":"B","action":"quiz.answer","argument":"B","words":"Esperar en su casa una idea que nadie tuvo"},{"label":"C","action":"quiz.answer","argument":"C","words":"Escuchar de qué se quejan en el paradero"}],"quiz":{"item":"emp-01-q2","content_hash":"8628dd1baa5bb044","right":"C","explanations":["Puede servir de ejemplo. Pero ese negocio resolvía un problema de otro lugar. Mira primero el tuyo. Era la C.","Así llegan muy pocas. Las ideas buenas salen de mirar y escuchar a la gente. Era la C.","¡Bien! Cuando alguien se queja, hay algo que le cuesta tiempo o plata. Ahí puede haber un negocio."],"hint":"El problema es de otras personas. ¿Dónde hablan de él?","review":false,"hinted":false}}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(16,'01a22d97-2cc7-7510-804e-e4c6b8cdbf38','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"Casi. Puede servir de ejemplo. Pero ese negocio resolvía un problema de otro lugar. Mira primero el tuyo. Era la C. Te la pregunto otro día.","choices":[{"label":"Siguiente","action":"lesson.step","argument":"emp-01:done","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(17,'01a22d97-2ccf-76d2-87eb-b399e4110b18','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"Terminaste. Para hoy: escribe en tu cuaderno tres cosas que sabes hacer y tres problemas de tu pueblo. Une dos con una línea.\nSemana 1 · 1 de 5","choices":[{"label":"Ya lo hice","action":"lesson.did","argument":"","words":""},{"label":"Lo hago mañana","action":"lesson.tomorrow","argument":"","words":""},{"label":"Guardar resumen","action":"lesson.summary","argument":"emp-01","words":""}],"quiz":null}',1772460000,NULL,NULL);
INSERT INTO "prompt" VALUES(18,'01a22d97-2cda-7222-aace-9e91f3700f40','01a22d97-2b69-7204-a802-4aff9a7ea115','01a22d97-2c7d-77be-a68e-e5b583cb77e3',NULL,NULL,'{"text":"1 de 3 · El cuaderno de Yeni\nYeni quería un negocio «como los de la ciudad»: una tienda de ropa. No tenía plata ni local. Un día escribió en su cuaderno lo que ya sabía hacer: cuidar gallinas, coser y sacar cuentas. Ahí estaba su idea, y no la había visto.","choices":[{"label":"Siguiente","action":"lesson.step","argument":"emp-01:card-2","words":""},{"label":"Palabras","action":"lesson.words","argument":"emp-01","words":""}],"quiz":null}',1772460000,NULL,NULL);
INSERT INTO "prompt" VALUES(19,'01a22d97-2cee-736a-8ca7-797f282ae093','01a22d97-298a-777d-9d23-cabc047a4374','01a22d97-29ce-77f6-b841-05dd7564d26f',NULL,NULL,'{"text":"Les llegará a 2 de 2. Se verá así:\n📣 Tu profe Elena: Mañana traigan su cuaderno.\n¿Cuándo sale?","choices":[{"label":"Ahora","action":"announce.now","argument":":826f304e:","words":""},{"label":"A otra hora","action":"announce.ask_hour","argument":":826f304e:","words":""},{"label":"Corregir","action":"announce.edit","argument":":826f304e:","words":""}],"quiz":null}',1772460000,1772460000,'A');
INSERT INTO "prompt" VALUES(20,'01a22d97-2cf4-7475-b5b9-e90450315afe','01a22d97-298a-777d-9d23-cabc047a4374','01a22d97-29ce-77f6-b841-05dd7564d26f',NULL,NULL,'{"text":"Saliendo.","choices":[{"label":"Cancelar","action":"announce.cancel","argument":"01a22d97-2cf4-7475-b5b9-e903946b5332","words":""}],"quiz":null}',1772460000,NULL,NULL);
INSERT INTO "prompt" VALUES(21,'01a22d97-2cf6-7099-8655-74e8d8355566','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"📣 Tu profe Elena:\nMañana traigan su cuaderno.","choices":[{"label":"Entendido","action":"announcement.read","argument":"01a22d97-2cf4-7475-b5b9-e903946b5332","words":""},{"label":"Preguntar a mi profe","action":"ask.write","argument":"","words":""}],"quiz":null}',1772460000,NULL,NULL);
INSERT INTO "prompt" VALUES(22,'01a22d97-2cf6-7099-8655-74eb51f81cf4','01a22d97-2b69-7204-a802-4aff9a7ea115','01a22d97-2c7d-77be-a68e-e5b583cb77e3',NULL,NULL,'{"text":"📣 Tu profe Elena:\nMañana traigan su cuaderno.","choices":[{"label":"Entendido","action":"announcement.read","argument":"01a22d97-2cf4-7475-b5b9-e903946b5332","words":""},{"label":"Preguntar a mi profe","action":"ask.write","argument":"","words":""}],"quiz":null}',1772460000,NULL,NULL);
INSERT INTO "prompt" VALUES(23,'01a22d97-2d00-7375-9998-484d6a5388c1','01a22d97-298a-777d-9d23-cabc047a4374','01a22d97-29ce-77f6-b841-05dd7564d26f',NULL,NULL,'{"text":"Llegó a 2 de 2; todavía nadie tocó «Entendido».","choices":[{"label":"Ver la lista","action":"announce.list","argument":"01a22d97-2cf4-7475-b5b9-e903946b5332","words":""},{"label":"Corrección","action":"announce.correction","argument":"01a22d97-2cf4-7475-b5b9-e903946b5332","words":""}],"quiz":null}',1772461800,NULL,NULL);
INSERT INTO "prompt" VALUES(24,'01a22d97-2d07-7665-8fd3-a3bff69c6df5','01a22d97-2b69-7204-a802-4aff9a7ea115','01a22d97-2c7d-77be-a68e-e5b583cb77e3',NULL,NULL,'{"text":"Hola, Rosa. Hoy: «Lo que sabes hacer». 3 tarjetas, 2 preguntas, 5 minutos.","choices":[{"label":"Empezar","action":"today.start","argument":"","words":""},{"label":"Más tarde","action":"today.later","argument":"","words":""}],"quiz":null}',1772496000,NULL,NULL);
INSERT INTO "prompt" VALUES(25,'01a22d97-2d0e-73a0-9128-dbed2964490e','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"Hola, Ana. Hoy: 2 repasos y «¿Quién te compra?». 7 minutos.","choices":[{"label":"Empezar","action":"today.start","argument":"","words":""},{"label":"Solo el repaso","action":"today.reviews","argument":"","words":""}],"quiz":null}',1772582400,NULL,NULL);
INSERT INTO "prompt" VALUES(26,'01a22d97-2d0e-73a0-9128-dbf0169ca895','01a22d97-2b69-7204-a802-4aff9a7ea115','01a22d97-2c7d-77be-a68e-e5b583cb77e3',NULL,NULL,'{"text":"Hola, Rosa. Hoy: «Lo que sabes hacer». 3 tarjetas, 2 preguntas, 5 minutos.","choices":[{"label":"Empezar","action":"today.start","argument":"","words":""},{"label":"Más tarde","action":"today.later","argument":"","words":""}],"quiz":null}',1772582400,NULL,NULL);
INSERT INTO "prompt" VALUES(27,'01a22d97-2d1c-71ea-8348-bffbea9cd12e','01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',NULL,NULL,'{"text":"Hola, Ana. Hoy: 2 repasos y «¿Quién te compra?». 7 minutos.","choices":[{"label":"Empezar","action":"today.start","argument":"","words":""},{"label":"Solo el repaso","action":"today.reviews","argument":"","words":""}],"quiz":null}',1772668800,NULL,NULL);
INSERT INTO "prompt" VALUES(28,'01a22d97-2d1d-729f-b094-1ee3ffc590c4','01a22d97-2b69-7204-a802-4aff9a7ea115','01a22d97-2c7d-77be-a68e-e5b583cb77e3',NULL,NULL,'{"text":"Hola, Rosa. Hoy: «Lo que sabes hacer». 3 tarjetas, 2 preguntas, 5 minutos.","choices":[{"label":"Empezar","action":"today.start","argument":"","words":""},{"label":"Más tarde","action":"today.later","argument":"","words":""}],"quiz":null}',1772668800,NULL,NULL);
INSERT INTO "prompt" VALUES(31,'prompt-person-luz','at-person-luz','person-luz','fin-04-q1','hash','{}',1772463600,NULL,NULL);
INSERT INTO "prompt" VALUES(32,'nameless-person-luz','at-person-luz',NULL,NULL,NULL,'{}',1772463600,NULL,NULL);
CREATE TABLE question (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    cohort TEXT NOT NULL,
    text TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    answer TEXT,
    answered_by TEXT,
    answered_at INTEGER,
    passed_at INTEGER,
    seen_at INTEGER
) STRICT;
INSERT INTO "question" VALUES(2,'question-person-luz','person-luz','cohort-a','¿?',1772463600,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE reach (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL REFERENCES address (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id),
    from_at INTEGER NOT NULL,
    until_at INTEGER
) STRICT;
INSERT INTO "reach" VALUES(1,'01a22d97-298a-777d-9d23-cabc047a4374','01a22d97-29ce-77f6-b841-05dd7564d26f',1772460000,NULL);
INSERT INTO "reach" VALUES(2,'01a22d97-2a66-73dc-8eb2-cc79d36b90a8','01a22d97-2aa4-7340-a12e-57a7fefe2718',1772460000,NULL);
INSERT INTO "reach" VALUES(3,'01a22d97-2b69-7204-a802-4aff9a7ea115','01a22d97-2c7d-77be-a68e-e5b583cb77e3',1772460000,NULL);
INSERT INTO "reach" VALUES(4,'at-person-rosa','person-rosa',1772463600,NULL);
INSERT INTO "reach" VALUES(6,'at-person-luz','person-luz',1772463600,NULL);
CREATE TABLE recipient (
    announcement TEXT NOT NULL REFERENCES announcement (id),
    learner TEXT NOT NULL,
    delivery TEXT NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (announcement, learner)
) STRICT;
INSERT INTO "recipient" VALUES('01a22d97-2cf4-7475-b5b9-e903946b5332','01a22d97-2aa4-7340-a12e-57a7fefe2718','01a22d97-2cf6-7099-8655-74e9f9273971',NULL);
INSERT INTO "recipient" VALUES('01a22d97-2cf4-7475-b5b9-e903946b5332','01a22d97-2c7d-77be-a68e-e5b583cb77e3','01a22d97-2cf6-7099-8655-74ec336aa39a',NULL);
INSERT INTO "recipient" VALUES('news','person-luz','',NULL);
CREATE TABLE role (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER
) STRICT;
INSERT INTO "role" VALUES(2,'role-person-luz','person-luz','operator',1772463600,NULL);
CREATE TABLE slot (
    learner TEXT NOT NULL,
    local_date TEXT NOT NULL,
    kind TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (learner, local_date)
) STRICT;
INSERT INTO "slot" VALUES('01a22d97-2c7d-77be-a68e-e5b583cb77e3','2026-03-02','offer',1772496000);
INSERT INTO "slot" VALUES('01a22d97-2aa4-7340-a12e-57a7fefe2718','2026-03-03','offer',1772582400);
INSERT INTO "slot" VALUES('01a22d97-2c7d-77be-a68e-e5b583cb77e3','2026-03-03','offer',1772582400);
INSERT INTO "slot" VALUES('01a22d97-2aa4-7340-a12e-57a7fefe2718','2026-03-04','offer',1772668800);
INSERT INTO "slot" VALUES('01a22d97-2c7d-77be-a68e-e5b583cb77e3','2026-03-04','offer',1772668800);
INSERT INTO "slot" VALUES('person-luz','2026-03-02','drip',1772463600);
CREATE TABLE tally (
    name TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT;
INSERT INTO "tally" VALUES('erased_people',1);
INSERT INTO "tally" VALUES('erased_learners',1);
INSERT INTO "tally" VALUES('erased_lessons',0);
INSERT INTO "tally" VALUES('erased_attempts',1);
CREATE TABLE teaching (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person (id),
    cohort TEXT NOT NULL REFERENCES cohort (id),
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    questions_at INTEGER NOT NULL DEFAULT 1020
) STRICT;
INSERT INTO "teaching" VALUES(1,'01a22d97-29cf-70d0-91c8-ea6f7563ca91','01a22d97-29ce-77f6-b841-05dd7564d26f','01a22d97-2986-71e1-b0bf-88dd425bc193',1772460000,NULL,1020);
INSERT INTO "teaching" VALUES(2,'teaching-person-rosa','person-rosa','cohort-a',1772463600,NULL,1020);
CREATE TABLE tombstone (
    person_hash TEXT PRIMARY KEY,
    erased_at INTEGER NOT NULL
) STRICT;
INSERT INTO "tombstone" VALUES('f6100faad70f0ef7b8b89e928b6840d4c93714b22f7bdf0f5187da12a6f527a9',1772463600);
CREATE TABLE trial (
    address TEXT PRIMARY KEY REFERENCES address (id) ON DELETE CASCADE,
    cohort TEXT NOT NULL REFERENCES cohort (id),
    ticket TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
INSERT INTO "trial" VALUES('at-person-luz','cohort-a','T-person-luz',1772463600,1772550000);
CREATE TABLE visit (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    region TEXT NOT NULL,
    arrives TEXT NOT NULL,
    departs TEXT NOT NULL,
    timezone TEXT NOT NULL
) STRICT;
INSERT INTO "visit" VALUES('01a22d97-297c-75d5-8786-4630d92a8c1f','colegio San Juan','Huancavelica','2026-03-02','2026-04-03','America/Lima');
INSERT INTO "visit" VALUES('visit-1','Huanta','Ayacucho','2026-03-02','2026-04-03','America/Lima');
INSERT INTO "visit" VALUES('visit-2','Quinua','Ayacucho','2026-04-06','2026-05-08','America/Lima');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX visit_arrives ON visit (arrives, id);
CREATE INDEX cohort_visit ON cohort (visit);
CREATE INDEX learner_due ON learner (next_due_at, person) WHERE next_due_at IS NOT NULL;
CREATE UNIQUE INDEX enrolment_now ON enrolment (learner) WHERE until_at IS NULL;
CREATE INDEX enrolment_learner ON enrolment (learner, seq);
CREATE INDEX enrolment_cohort ON enrolment (cohort, learner) WHERE until_at IS NULL;
CREATE INDEX consent_learner ON consent (learner);
CREATE UNIQUE INDEX teaching_now ON teaching (person, cohort) WHERE until_at IS NULL;
CREATE INDEX teaching_person ON teaching (person);
CREATE INDEX teaching_cohort ON teaching (cohort) WHERE until_at IS NULL;
CREATE UNIQUE INDEX role_now ON role (person, kind) WHERE until_at IS NULL;
CREATE INDEX role_person ON role (person);
CREATE INDEX address_expires ON address (expires_at) WHERE expires_at IS NOT NULL;
CREATE UNIQUE INDEX reach_now ON reach (address, person) WHERE until_at IS NULL;
CREATE INDEX reach_address ON reach (address);
CREATE INDEX reach_person ON reach (person);
CREATE INDEX trial_cohort ON trial (cohort);
CREATE INDEX trial_expires ON trial (expires_at);
CREATE INDEX inbox_waiting ON inbox (seq, channel, not_before) WHERE done_at IS NULL;
CREATE INDEX inbox_problem ON inbox (done_at) WHERE problem IS NOT NULL;
CREATE INDEX prompt_address ON prompt (address, seq);
CREATE INDEX prompt_person ON prompt (person);
CREATE INDEX attempt_learner ON attempt (learner, seq);
CREATE INDEX check_in_learner ON check_in (learner, seq);
CREATE INDEX announcement_teacher ON announcement (teacher, seq);
CREATE INDEX recipient_learner ON recipient (learner, announcement);
CREATE INDEX question_open ON question (cohort, seq) WHERE answered_at IS NULL;
CREATE INDEX question_learner ON question (learner, seq);
CREATE INDEX alert_person ON alert (person);
CREATE INDEX alert_open ON alert (seq) WHERE attended_at IS NULL AND calmed_at IS NULL;
CREATE INDEX delivery_channel ON delivery (channel, priority, seq, not_before) WHERE status = 'queued';
CREATE INDEX delivery_queued ON delivery (address, kind, seq, priority, not_before) WHERE status = 'queued';
CREATE INDEX delivery_expires ON delivery (expires_at) WHERE status = 'queued' AND expires_at IS NOT NULL;
CREATE UNIQUE INDEX delivery_in_flight ON delivery (address) WHERE status IN ('claimed', 'started');
CREATE UNIQUE INDEX delivery_shown ON delivery (address, shown) WHERE shown IS NOT NULL;
CREATE INDEX delivery_settled ON delivery (settled_at) WHERE settled_at IS NOT NULL AND body <> '';
CREATE INDEX delivery_prompt ON delivery (prompt) WHERE prompt IS NOT NULL;
CREATE INDEX delivery_announcement ON delivery (announcement, status) WHERE announcement IS NOT NULL;
CREATE INDEX delivery_person ON delivery (person);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('inbox',34);
INSERT INTO "sqlite_sequence" VALUES('address',6);
INSERT INTO "sqlite_sequence" VALUES('delivery',54);
INSERT INTO "sqlite_sequence" VALUES('person',6);
INSERT INTO "sqlite_sequence" VALUES('reach',6);
INSERT INTO "sqlite_sequence" VALUES('teaching',2);
INSERT INTO "sqlite_sequence" VALUES('prompt',32);
INSERT INTO "sqlite_sequence" VALUES('enrolment',4);
INSERT INTO "sqlite_sequence" VALUES('consent',4);
INSERT INTO "sqlite_sequence" VALUES('attempt',4);
INSERT INTO "sqlite_sequence" VALUES('announcement',2);
INSERT INTO "sqlite_sequence" VALUES('check_in',2);
INSERT INTO "sqlite_sequence" VALUES('question',2);
INSERT INTO "sqlite_sequence" VALUES('alert',2);
INSERT INTO "sqlite_sequence" VALUES('role',2);
INSERT INTO "sqlite_sequence" VALUES('miss',1);
COMMIT;

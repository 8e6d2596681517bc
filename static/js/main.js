// Every page loads this module; each import is one behaviour, bound by its own data- attribute.
import "./choose.js";
import "./copy.js";
import "./dialog.js";
import "./files.js";
import "./find.js";
import "./keys.js";
import "./menu.js";
import "./once.js";
import "./overtaken.js";
import "./rows.js";
import "./session.js";
import "./theme.js";
import "./toasts.js";

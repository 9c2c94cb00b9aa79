// A conversation as a prompt, by the model's own template.
import path from "node:path";
import { pathToFileURL } from "node:url";

// llama.cpp's own server falls back to this form where a model brings no template.
const CHATML =
  "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}" +
  "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

/** Gives what turns a list of messages into text. `prefix` holds the packages, `model` is a loaded one. */
export async function chatTemplate(prefix, model) {
  const home = path.join(prefix, "node_modules", "@huggingface", "jinja", "dist", "index.js");
  const { Template } = await import(pathToFileURL(home));
  const template = new Template(model.fileInfo.metadata.tokenizer?.chat_template ?? CHATML);
  const { bosString, eosString } = model.tokens;
  const tokens = { bos_token: bosString ?? "", eos_token: eosString ?? "" };
  return (messages) => template.render({ messages, add_generation_prompt: true, ...tokens });
}

// Names for generated Python: made from what people wrote, never equal to it by trust. Knows no graph.

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case type';
const BUILTINS =
  'abs all any bool dict dir exec eval filter float format hash help id input int iter len list map max min next object open print range repr reversed round self set slice sorted str sum super tuple vars zip';
const IMPORTED =
  'torch nn F math json struct Path device step layer masked_softmax sinusoid read_safetensors tensors outputs model';
/** Attributes of every nn.Module, which a layer's name would hide. */
const ATTRIBUTES =
  'add_module apply bfloat16 buffers children compile cpu cuda double dump_patches eval extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules named_buffers named_children named_modules named_parameters parameters register_backward_hook register_buffer register_forward_hook register_forward_pre_hook register_module register_parameter requires_grad_ set_extra_state share_memory state_dict to to_empty train training type xpu zero_grad';

const words = (text: string): string[] => text.split(' ');
const RESERVED = words(`${KEYWORDS} ${BUILTINS} ${IMPORTED}`);

/** Accents fall away; what is left of other scripts is nothing. */
const letters = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .match(/[A-Za-z0-9]+/g) ?? [];

/** `Encoder, forward` as `encoder_forward`; '' when no letter of it can stand in a name. */
export const snakeCase = (text: string): string => letters(text).join('_').toLowerCase().slice(0, 40);

/** `encoder-decoder` as `EncoderDecoder`. */
export const pascalCase = (text: string): string =>
  letters(text)
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 40);

/** Hands out names that are Python identifiers and not taken yet. */
export class Names {
  private readonly taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.taken = new Set([...RESERVED, ...reserved]);
  }

  static forAttributes(): Names {
    return new Names(words(ATTRIBUTES));
  }

  /** `wanted` is a word of letters, digits and `_`; a taken one gets a number behind it. */
  fresh(wanted: string, between = '_'): string {
    const base = /^[A-Za-z_]/.test(wanted) ? wanted : `x_${wanted}`.replace(/_$/, '');
    let name = base;
    for (let k = 2; this.taken.has(name); k++) name = `${base}${between}${k}`;
    this.taken.add(name);
    return name;
  }
}

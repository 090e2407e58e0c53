// Between cells one to a texel and cells four to a texel, and from one width of rows to another. Knows no op.
import type { Program } from './program';

/** From a flat texture `flatWidth` texels wide to rows of `columns` cells. */
export const PACK: Program = {
  id: 'pack',
  textures: ['a'],
  numbers: ['flatWidth', 'columns', 'rows'],
  outputs: 1,
  body: `
    vec4 v=vec4(0.0);
    for(int c=0;c<4;c++){
      int j=4*p.x+c;
      if(j<columns&&p.y<rows){
        int i=p.y*columns+j;
        v[c]=texelFetch(user_a,ivec2(i%flatWidth,i/flatWidth),0).x;
      }
    }
    t0=v;`,
};

/** From rows of `columns` cells to a flat texture `flatWidth` texels wide; what is left of its last row holds anything. */
export const UNPACK: Program = {
  id: 'unpack',
  textures: ['a'],
  numbers: ['columns', 'flatWidth'],
  outputs: 1,
  flat: true,
  body: 'int o=p.y*flatWidth+p.x;int r=o/columns;int j=o-r*columns;t0.x=texelFetch(user_a,ivec2(j>>2,r),0)[j&3];',
};

/** Rows without padding, `fromWidth` texels each, as rows of `toWidth` texels. */
export const REFLOW: Program = {
  id: 'reflow',
  textures: ['a'],
  numbers: ['fromWidth', 'toWidth'],
  outputs: 1,
  body: 'int i=p.y*toWidth+p.x;t0=texelFetch(user_a,ivec2(i%fromWidth,i/fromWidth),0);',
};

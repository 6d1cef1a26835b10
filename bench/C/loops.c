/* What a C compiler makes of the expressions that bench/Compare measures: a loop each, over a part of the elements. */
#include <math.h>

double scaled_root(const float *restrict x, float *restrict y, long n)
{
    for (long i = 0; i < n; i++)
        y[i] = (x[i] - 0.5f) * 2 + sqrtf(x[i]);
    return 0;
}

double squares(const float *x, float *y, long n)
{
    float sum = 0;
    for (long i = 0; i < n; i++)
        sum += (x[i] - 0.5f) * (x[i] - 0.5f);
    return sum;
}

double between(const float *x, float *y, long n)
{
    long count = 0;
    for (long i = 0; i < n; i++)
        count += (x[i] > 0.2f) & (x[i] < 0.8f);
    return count;
}

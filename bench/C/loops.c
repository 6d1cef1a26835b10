/* What a C compiler makes of what bench/Compare and bench/questions.ps1 measure: a loop each, over a part of the elements. */
#include <math.h>
#include <stdint.h>
#include <string.h>

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

/* A record of questions.ps1. */
struct record
{
    int64_t time, id;
    float price;
    char kind[4];
    uint32_t host;
    int32_t size;
};

/* Copies the records for which three conditions hold, one behind the other, and returns their number. */
long filtered(const struct record *restrict x, struct record *restrict y, long n, int64_t from)
{
    long count = 0;
    for (long i = 0; i < n; i++)
        if ((x[i].price > 0.5f) & (memcmp(x[i].kind, "warn", 4) == 0) & (x[i].time >= from))
            y[count++] = x[i];
    return count;
}

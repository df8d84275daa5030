// What engine/ops/elementwise.inl calls, exact to a few units in the last place and the same for
// NaN and infinity as on the processor. GLSL's own functions may be off by 0.0005 (sin), differ
// from device to device, or do as they please with NaN.

#define kInfinity uintBitsToFloat(0x7f800000u)
#define kNan uintBitsToFloat(0x7fc00000u)
const float kPi = 3.14159265;
const float kHalfPi = 1.57079633;
const float kLn2 = 0.693147181;

bool isNotANumber(float x) {
    return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u;
}

bool isInfinite(float x) {
    return (floatBitsToUint(x) & 0x7fffffffu) == 0x7f800000u;
}

bool isNegative(float x) { // also -0
    return (floatBitsToUint(x) >> 31) != 0u;
}

float withSignOf(float size, float sign) {
    return uintBitsToFloat((floatBitsToUint(size) & 0x7fffffffu) | (floatBitsToUint(sign) & 0x80000000u));
}

// ---- exponentials

float powerOfTwo(int exponent) {
    return uintBitsToFloat(uint(exponent + 127) << 23);
}

// x = exponent * ln 2 + rest; gives exp(rest) - 1.
float splitExp(float x, out int exponent) {
    const float whole = roundEven(x * 1.44269504);
    exponent = int(whole);
    const float rest = (x - whole * 0.693359375) - whole * -2.12194440e-4;
    const float tail =
        0.5 + rest * (1.0 / 6.0 +
                      rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest * (1.0 / 720.0 + rest * (1.0 / 5040.0)))));
    return rest + rest * rest * tail;
}

float expExactly(float x) {
    if (isNotANumber(x))
        return x;
    if (x > 89.0)
        return kInfinity;
    if (x < -104.0)
        return 0.0;
    int exponent;
    const float part = splitExp(x, exponent);
    // Two factors, since 2^128 and what lies below 2^-126 have no float of their own.
    const int lowerPart = exponent >> 1;
    return (1.0 + part) * powerOfTwo(lowerPart) * powerOfTwo(exponent - lowerPart);
}

float expm1Exactly(float x) {
    if (isNotANumber(x))
        return x;
    if (x > 89.0)
        return kInfinity;
    if (x < -30.0)
        return -1.0;
    int exponent;
    const float part = splitExp(x, exponent);
    const float scale = powerOfTwo(exponent - 1); // half of it at first: 2^128 has no float
    return 2.0 * (scale * part + (scale - 0.5));
}

float tanhExactly(float x) {
    if (isNotANumber(x))
        return x;
    const float twice = expm1Exactly(2.0 * (x < -10.0 ? -10.0 : (x > 10.0 ? 10.0 : x)));
    return twice / (twice + 2.0);
}

// exp(x) / 2 of large x, beyond where exp itself ends.
float halfExp(float x) {
    const float root = expExactly(0.5 * x);
    return (0.5 * root) * root;
}

float sinhExactly(float x) {
    if (isNotANumber(x))
        return x;
    const float size = abs(x);
    if (size > 60.0)
        return withSignOf(halfExp(size), x);
    const float e = expm1Exactly(size);
    return withSignOf(0.5 * (e + e / (e + 1.0)), x);
}

float coshExactly(float x) {
    if (isNotANumber(x))
        return x;
    const float size = abs(x);
    if (size > 60.0)
        return halfExp(size);
    const float e = expExactly(size);
    return 0.5 * (e + 1.0 / e);
}

// ---- logarithms

float logExactly(float x) {
    if (isNotANumber(x) || x < 0.0)
        return kNan;
    if (x == 0.0)
        return -kInfinity;
    if (isInfinite(x))
        return x;
    const bool isTiny = x < 1.17549435e-38;
    const uint bits = floatBitsToUint(isTiny ? x * 8388608.0 : x);
    const int exponent = int(bits - 0x3f3504f3u) >> 23;
    // Between the roots of a half and of two; log((1 + s) / (1 - s)) has a short series.
    const float part = uintBitsToFloat(bits - (uint(exponent) << 23)) - 1.0;
    const float s = part / (2.0 + part);
    const float z = s * s;
    const float tail = z * (2.0 / 3.0 + z * (2.0 / 5.0 + z * (2.0 / 7.0 + z * (2.0 / 9.0 + z * (2.0 / 11.0)))));
    const float small = part - s * (part - tail);
    const float whole = float(exponent) - (isTiny ? 23.0 : 0.0);
    return whole * 0.693359375 + (whole * -2.12194440e-4 + small);
}

float log1pExactly(float x) {
    if (isNotANumber(x))
        return x;
    // The rounding of 1 + x is made up for by the ratio of x to what was added.
    const float sum = 1.0 + x;
    const float added = sum - 1.0;
    if (added == 0.0)
        return x;
    const float result = logExactly(sum);
    return x < 1e10 ? result * (x / added) : result;
}

float asinhExactly(float x) {
    if (isNotANumber(x))
        return x;
    const float size = abs(x);
    if (size > 1e9)
        return withSignOf(logExactly(size) + kLn2, x);
    return withSignOf(log1pExactly(size + size * size / (1.0 + sqrt(size * size + 1.0))), x);
}

float acoshExactly(float x) {
    if (!(x >= 1.0))
        return kNan;
    if (x > 1e9)
        return logExactly(x) + kLn2;
    const float above = x - 1.0;
    return log1pExactly(above + sqrt(above * (2.0 + above)));
}

float atanhExactly(float x) {
    const float size = abs(x);
    if (!(size <= 1.0))
        return kNan;
    if (size == 1.0)
        return withSignOf(kInfinity, x);
    return withSignOf(0.5 * log1pExactly(2.0 * size / (1.0 - size)), x);
}

float powExactly(float a, float b) {
    if (b == 0.0 || a == 1.0)
        return 1.0;
    if (isNotANumber(a) || isNotANumber(b))
        return kNan;
    const float size = abs(a);
    const bool isWhole = floor(b) == b; // all large numbers and infinity are
    const bool isOdd = isWhole && abs(b) < 16777216.0 && (int(abs(b)) & 1) == 1;
    if (a < 0.0 && !isWhole && !isInfinite(a))
        return kNan;
    float power;
    if (isWhole && abs(b) <= 16.0) {
        // By squaring: whole powers of whole numbers are exact.
        power = 1.0;
        float square = size;
        for (int rest = int(abs(b)); rest > 0; rest >>= 1) {
            if ((rest & 1) == 1)
                power *= square;
            square *= square;
        }
        power = b < 0.0 ? 1.0 / power : power;
    } else if (size == 1.0) {
        power = 1.0;
    } else {
        power = expExactly(b * logExactly(size));
    }
    return isOdd && isNegative(a) ? -power : power;
}

// ---- angles

// 2 / pi in binary, behind 32 zeros.
const uint kTwoOverPi[8] = uint[](
    0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu);

// |x| = (quadrant + 4 n) * pi / 2 + the result, which lies within pi / 4 of 0.
float reduceLargeAngle(float x, out uint quadrant) {
    const uint bits = floatBitsToUint(x);
    const uint mantissa = (bits & 0x7fffffu) | 0x800000u;
    // |x| is mantissa * 2^exponent. Of 2 / pi only those bits matter that, times this, are neither
    // whole multiples of 4 nor too small: 96 of them.
    const int exponent = int((bits >> 23) & 0xffu) - 150;
    const uint first = uint(exponent + 30);
    const uint word = first >> 5;
    const uint bit = first & 31u;
    uint window[3];
    for (uint i = 0u; i < 3u; ++i) {
        const uint high = kTwoOverPi[word + i] << bit;
        window[i] = bit == 0u ? high : high | (kTwoOverPi[word + i + 1u] >> (32u - bit));
    }
    uint high0;
    uint low0;
    uint high1;
    uint low1;
    umulExtended(mantissa, window[2], high0, low0);
    umulExtended(mantissa, window[1], high1, low1);
    uint carry;
    const uint middle = uaddCarry(low1, high0, carry);
    const uint top = mantissa * window[0] + high1 + carry;
    quadrant = top >> 30;
    uint high = (top << 2) | (middle >> 30);
    uint low = (middle << 2) | (low0 >> 30);
    const bool isAbove = (high >> 31) != 0u;
    if (isAbove) { // nearer to the next quadrant
        quadrant = (quadrant + 1u) & 3u;
        high = ~high;
        low = ~low;
    }
    const float part = (float(high) + float(low) * 2.3283064e-10) * 2.3283064e-10 * kHalfPi;
    return isAbove ? -part : part;
}

float reduceAngle(float x, out uint quadrant) {
    const float size = abs(x);
    if (size > 8000.0)
        return reduceLargeAngle(x, quadrant);
    // pi / 2 in pieces so short that their products with a small whole number are exact.
    const float whole = roundEven(size * 0.636619772);
    quadrant = uint(whole) & 3u;
    float rest = size - whole * 1.5703125;
    rest = rest - whole * 4.837512969970703e-4;
    rest = rest - whole * 7.549533620476723e-8;
    return rest - whole * 2.563344151594519e-12;
}

float sinOfSmall(float x) {
    const float z = x * x;
    return x + x * z * (-1.0 / 6.0 + z * (1.0 / 120.0 + z * (-1.0 / 5040.0 + z * (1.0 / 362880.0))));
}

float cosOfSmall(float x) {
    const float z = x * x;
    return 1.0 + z * (-0.5 + z * (1.0 / 24.0 + z * (-1.0 / 720.0 + z * (1.0 / 40320.0 - z * (1.0 / 3628800.0)))));
}

float sinExactly(float x) {
    if (isNotANumber(x) || isInfinite(x))
        return kNan;
    uint quadrant;
    const float rest = reduceAngle(x, quadrant);
    const float size = (quadrant & 1u) == 0u ? sinOfSmall(rest) : cosOfSmall(rest);
    return isNegative(x) != (quadrant >= 2u) ? -size : size;
}

float cosExactly(float x) {
    if (isNotANumber(x) || isInfinite(x))
        return kNan;
    uint quadrant;
    const float rest = reduceAngle(x, quadrant);
    const float size = (quadrant & 1u) == 0u ? cosOfSmall(rest) : sinOfSmall(rest);
    return quadrant == 1u || quadrant == 2u ? -size : size;
}

float tanExactly(float x) {
    if (isNotANumber(x) || isInfinite(x))
        return kNan;
    uint quadrant;
    const float rest = reduceAngle(x, quadrant);
    const float s = sinOfSmall(rest);
    const float c = cosOfSmall(rest);
    const float size = (quadrant & 1u) == 0u ? s / c : -c / s;
    return isNegative(x) ? -size : size;
}

// atan of x in [0, 1].
float atanOfSmall(float x) {
    const bool isFar = x > 0.41421356; // tan(pi / 8)
    const float t = isFar ? (x - 1.0) / (x + 1.0) : x;
    const float z = t * t;
    const float tail =
        z * (-1.0 / 3.0 +
             z * (1.0 / 5.0 +
                  z * (-1.0 / 7.0 + z * (1.0 / 9.0 + z * (-1.0 / 11.0 + z * (1.0 / 13.0 + z * (-1.0 / 15.0 + z * (1.0 / 17.0))))))));
    return (isFar ? 0.785398163 : 0.0) + (t + t * tail);
}

float atan2Exactly(float y, float x) {
    if (isNotANumber(x) || isNotANumber(y))
        return kNan;
    const float width = abs(x);
    const float height = abs(y);
    float angle;
    if (height == 0.0)
        angle = 0.0;
    else if (isInfinite(width) && isInfinite(height))
        angle = 0.25 * kPi;
    else if (height > width)
        angle = kHalfPi - atanOfSmall(width / height);
    else
        angle = atanOfSmall(height / width);
    return withSignOf(isNegative(x) ? kPi - angle : angle, y);
}

float atanExactly(float x) {
    return atan2Exactly(x, 1.0);
}

float asinExactly(float x) {
    if (!(abs(x) <= 1.0))
        return kNan;
    return atan2Exactly(x, sqrt((1.0 - x) * (1.0 + x)));
}

float acosExactly(float x) {
    if (!(abs(x) <= 1.0))
        return kNan;
    return atan2Exactly(sqrt((1.0 - x) * (1.0 + x)), x);
}

// ---- the rest

float erfExactly(float x) {
    if (isNotANumber(x))
        return x;
    const float size = abs(x);
    if (size > 4.0)
        return withSignOf(1.0, x);
    if (size < 1.0) {
        // Its power series: terms alternate and shrink fast here.
        const float z = size * size;
        float term = size;
        float sum = size;
        for (int n = 1; n < 12; ++n) {
            term *= -z / float(n);
            sum += term / float(2 * n + 1);
        }
        return withSignOf(1.12837917 * sum, x);
    }
    // Abramowitz and Stegun 7.1.26: to 1.5e-7.
    const float t = 1.0 / (1.0 + 0.3275911 * size);
    const float poly =
        t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return withSignOf(1.0 - poly * expExactly(-size * size), x);
}

// |a| mod b of positive numbers, exactly: the long division that one learns at school.
float remainder(float a, float b) {
    // A quotient has at most 254 digits; a device that takes b * 2^n for 0 must not go on for ever.
    for (int digits = 0; digits < 300 && a >= b; ++digits) {
        // The largest b * 2^n that is not above a; its difference to a is exact.
        const int steps = int(floatBitsToUint(a) >> 23) - int(floatBitsToUint(b) >> 23);
        float part = b * powerOfTwo(min(steps, 127)) * powerOfTwo(max(steps - 127, 0));
        if (part > a)
            part *= 0.5;
        a -= part;
    }
    return a;
}

// The remainder with the sign of b.
float floorMod(float a, float b) {
    if (isNotANumber(a) || isNotANumber(b) || isInfinite(a) || b == 0.0)
        return kNan;
    float rest = isInfinite(b) ? a : withSignOf(remainder(abs(a), abs(b)), a);
    return rest != 0.0 && (rest < 0.0) != (b < 0.0) ? rest + b : rest;
}

#define isnan isNotANumber
#define isinf isInfinite
#define exp expExactly
#define expm1 expm1Exactly
#define log logExactly
#define log1p log1pExactly
#define sin sinExactly
#define cos cosExactly
#define tan tanExactly
#define asin asinExactly
#define acos acosExactly
#define atan atanExactly
#define atan2 atan2Exactly
#define sinh sinhExactly
#define cosh coshExactly
#define tanh tanhExactly
#define asinh asinhExactly
#define acosh acoshExactly
#define atanh atanhExactly
#define erf erfExactly
#define pow powExactly

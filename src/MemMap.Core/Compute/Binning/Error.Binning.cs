namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException BinCount(long bins, long limit)
        => With("BinCount", new ArgumentException($"{bins} bins can't be made; from 1 to {limit} can"));

    internal static ArgumentException TwoDimensionsNeeded(long[] shape)
        => With("TwoDimensionsNeeded",
            new ArgumentException(
                $"a heat map is of two dimensions, and this array has shape {Shape(shape)}; give it two (Reshape(100, -1)), or draw a "
                    + "line or a histogram"));

    internal static ArgumentException NoPart(long first, long length, long whole)
        => With("NoPart", new ArgumentException($"{length} from {first} on are no part of a whole of {whole}"));

    internal static ArgumentException OtherBins(string these, string those)
        => With("OtherBins", new ArgumentException($"{these} can't be joined with {those}: both must be parts of one whole"));
}
